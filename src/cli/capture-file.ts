import { closeSync, openSync, read } from 'node:fs'
import { basename, extname } from 'node:path'
import { promisify } from 'node:util'
import type { Sighting } from '../core/correlate/sighting'
import { detectCaptureFormat } from '../core/recording/capture-format'
import { CaptureFormatError, type CaptureReader } from '../core/recording/recording'
import { UserError } from './user-error'

const chunkBytes = 1 << 18

/** Points of several files must not share an index; no file has this many. */
const pointsPerFile = 1 << 16

/** What reading a capture file tells. */
export interface CaptureFileEvents {
  readonly onSighting: (sighting: Sighting) => void
  /** The file is damaged, or a part was skipped; a sentence that names the file. */
  readonly onWarning: (sentence: string) => void
  /** How the file was read where it leaves a choice; a sentence that names the file. */
  readonly onNote: (sentence: string) => void
}

/**
 * A capture file read piece by piece, so that its size does not matter; the next piece is read while one is decoded.
 * Errors are `UserError`s that name the file; standard input is named `-`.
 */
export class CaptureFile {
  readonly #path: string
  readonly #file: number
  readonly #reader: CaptureReader
  #next: Promise<Uint8Array>
  #hasEnded = false

  private constructor(path: string, file: number, first: Uint8Array, reader: CaptureReader) {
    this.#path = path
    this.#file = file
    this.#next = Promise.resolve(first)
    this.#reader = reader
  }

  /** `ordinal` counts the files that are read together; `midnight` is what times without a date count from. */
  static async open(path: string, ordinal: number, midnight: number, events: CaptureFileEvents): Promise<CaptureFile> {
    const file = path === '-' ? 0 : openFile(path)
    try {
      const first = await readChunk(file)
      const options = { interfaceName: interfaceNameOf(path), firstPoint: ordinal * pointsPerFile, midnight }
      const sink = {
        point: () => undefined,
        sighting: events.onSighting,
        warning: (sentence: string) => events.onWarning(`${path}: ${sentence}`),
        note: (sentence: string) => events.onNote(`${path}: ${sentence}`),
      }
      return new CaptureFile(path, file, first, detectCaptureFormat(first).createReader(sink, options))
    } catch (error) {
      closeSync(file)
      throw explain(path, error)
    }
  }

  /** Reads on; resolves to false when the file has ended, after everything in it was told. */
  async readOn(): Promise<boolean> {
    if (this.#hasEnded) return false
    try {
      const chunk = await this.#next
      if (chunk.length > 0) {
        this.#next = readChunk(this.#file)
        // Awaited by the next call; unheard until then, a failure would end the process.
        this.#next.catch(() => undefined)
        this.#reader.push(chunk)
        return true
      }
      this.#reader.end()
      await this.close()
      return false
    } catch (error) {
      await this.close()
      throw explain(this.#path, error)
    }
  }

  async close(): Promise<void> {
    if (this.#hasEnded) return
    this.#hasEnded = true
    await this.#next.catch(() => undefined)
    closeSync(this.#file)
  }
}

/** Memory of its own for each chunk: the reader's packets refer into it. Empty at the end of the file. */
async function readChunk(file: number): Promise<Uint8Array> {
  const chunk = new Uint8Array(chunkBytes)
  let length = 0
  // A pipe gives less than was asked for, and formats are recognised by more than its first bytes.
  for (let bytesRead = -1; bytesRead !== 0 && length < chunkBytes; length += bytesRead) {
    bytesRead = (await readFrom(file, chunk, length, chunkBytes - length, null)).bytesRead
  }
  return chunk.subarray(0, length)
}

const readFrom = promisify(read)

function explain(path: string, error: unknown): unknown {
  if (error instanceof CaptureFormatError) return new UserError(`${path}: ${error.message}`)
  return (error as NodeJS.ErrnoException).code === undefined ? error : unreadable(path, error)
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
