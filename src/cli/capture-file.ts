import { closeSync, openSync, readSync } from 'node:fs'
import { basename, extname } from 'node:path'
import type { Sighting } from '../core/correlate/sighting'
import { detectCaptureFormat } from '../core/recording/capture-format'
import { CaptureFormatError, type CaptureReader } from '../core/recording/recording'
import { UserError } from './user-error'

const chunkBytes = 1 << 20

/** Points of several files must not share an index; no file has this many. */
const pointsPerFile = 1 << 16

/** What reading a capture file tells. */
export interface CaptureFileEvents {
  readonly onSighting: (sighting: Sighting) => void
  /** The file is damaged, or a part was skipped; a sentence that names the file. */
  readonly onWarning: (sentence: string) => void
}

/**
 * A capture file read piece by piece, so that its size does not matter. Errors are `UserError`s that name the file; it is
 * named `-` for standard input.
 */
export class CaptureFile {
  readonly #file: number
  readonly #reader: CaptureReader
  #first: Uint8Array | null
  #hasEnded = false

  /** `ordinal` counts the files that are read together; `midnight` is what times without a date count from. */
  constructor(
    readonly path: string,
    ordinal: number,
    midnight: number,
    events: CaptureFileEvents,
  ) {
    this.#file = path === '-' ? 0 : openFile(path)
    this.#first = this.#readChunk()
    const options = { interfaceName: interfaceNameOf(path), firstPoint: ordinal * pointsPerFile, midnight }
    const sink = {
      point: () => undefined,
      sighting: events.onSighting,
      warning: (sentence: string) => events.onWarning(`${path}: ${sentence}`),
    }
    this.#reader = this.#guard(() => detectCaptureFormat(this.#first!).createReader(sink, options))
  }

  /** Reads on; returns false when the file has ended, after everything in it was told. */
  readOn(): boolean {
    if (this.#hasEnded) return false
    const chunk = this.#first ?? this.#readChunk()
    this.#first = null
    if (chunk.length > 0) this.#guard(() => this.#reader.push(chunk))
    else {
      this.#guard(() => this.#reader.end())
      this.close()
    }
    return !this.#hasEnded
  }

  close(): void {
    if (!this.#hasEnded) closeSync(this.#file)
    this.#hasEnded = true
  }

  /** The reader's packets refer into their chunk, so each chunk has memory of its own. */
  #readChunk(): Uint8Array {
    const chunk = Buffer.allocUnsafeSlow(chunkBytes)
    let length = 0
    try {
      // A pipe gives less than was asked for, and formats are recognised by more than its first bytes.
      for (let read = -1; read !== 0 && length < chunkBytes; length += read) {
        read = readSync(this.#file, chunk, length, chunkBytes - length, null)
      }
    } catch (error) {
      this.close()
      throw unreadable(this.path, error)
    }
    return chunk.subarray(0, length)
  }

  #guard<Result>(action: () => Result): Result {
    try {
      return action()
    } catch (error) {
      this.close()
      throw error instanceof CaptureFormatError ? new UserError(`${this.path}: ${error.message}`) : error
    }
  }
}

function openFile(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** A system error in words, naming the file. */
export function unreadable(path: string, error: unknown): UserError {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  return new UserError(`${path} cannot be read: ${reasons[code] ?? (error as Error).message}.`)
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
}

function interfaceNameOf(path: string): string {
  return path === '-' ? 'stdin' : basename(path, extname(path))
}
