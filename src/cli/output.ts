import { UserError } from './user-error'

/** Writes the parts one after the other and resolves when the receiver has taken them, which is its backpressure. */
export type WriteParts = (parts: readonly Uint8Array[]) => Promise<void>

/** Bytes gathered before they are written: fewer system calls than one for each line. */
const batchBytes = 256 * 1024

/** A UTF-16 unit becomes at most this many bytes of UTF-8. */
const bytesPerUnit = 3

/**
 * Output on its way, in large batches. One write is under way while the next batches fill; `drain` keeps the producer at
 * the receiver's pace, so that what waits stays bounded by what is produced between two calls.
 */
export class Output {
  readonly #write: WriteParts
  readonly #free: Uint8Array<ArrayBuffer>[] = []
  #full: Uint8Array<ArrayBuffer>[] = []
  #batch: Uint8Array<ArrayBuffer> = new Uint8Array(batchBytes)
  #used = 0
  #underWay: Promise<void> = Promise.resolve()
  #isClosed = false

  constructor(write: WriteParts) {
    this.#write = write
  }

  /** True when the receiver has gone (`| head`): whoever produces may stop. */
  get isClosed(): boolean {
    return this.#isClosed
  }

  write(text: string): void {
    const room = text.length * bytesPerUnit
    this.#makeRoom(room)
    this.#used += encoder.encodeInto(text, this.#batch.subarray(this.#used)).written
  }

  /** Copies the bytes; the caller may reuse them. */
  writeBytes(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length)
    this.#batch.set(bytes, this.#used)
    this.#used += bytes.length
  }

  /** Starts to write what is full, and waits for the write before. Rejects with a `UserError` when a write failed. */
  async drain(): Promise<void> {
    // Another caller may have started the next write meanwhile: parts must not overtake each other.
    let before: Promise<void>
    do {
      before = this.#underWay
      await before
    } while (before !== this.#underWay)
    if (this.#full.length === 0 || this.#isClosed) return
    const parts = this.#full
    this.#full = []
    this.#underWay = this.#send(parts)
    // Awaited by the next call; unheard until then, a failure would end the process.
    this.#underWay.catch(() => undefined)
  }

  /** Writes everything, and resolves when it was taken. */
  async flush(): Promise<void> {
    this.#startBatch(0)
    await this.drain()
    await this.#underWay
  }

  #makeRoom(length: number): void {
    if (this.#used + length > this.#batch.length) this.#startBatch(length)
  }

  #startBatch(room: number): void {
    if (this.#used > 0) this.#full.push(this.#batch.subarray(0, this.#used))
    else this.#recycle(this.#batch)
    this.#used = 0
    this.#batch = (room <= batchBytes ? this.#free.pop() : undefined) ?? new Uint8Array(Math.max(room, batchBytes))
  }

  #recycle(part: Uint8Array<ArrayBuffer>): void {
    if (part.buffer.byteLength === batchBytes) this.#free.push(new Uint8Array(part.buffer))
  }

  async #send(parts: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
    try {
      await this.#write(parts)
      for (const part of parts) this.#recycle(part)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EPIPE') {
        throw new UserError(`The output cannot be written: ${(error as Error).message}.`)
      }
      this.#isClosed = true
    }
  }
}

const encoder = new TextEncoder()
