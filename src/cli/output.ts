import type { Writable } from 'node:stream'
import { UserError } from './user-error'

/** Bytes gathered before they are written: fewer system calls than one for each line. */
const batchBytes = 256 * 1024

/** A UTF-16 unit becomes at most this many bytes of UTF-8. */
const bytesPerUnit = 3

/** Text on its way to a stream, in large batches; the reader's pace bounds what waits in memory. */
export class Output {
  readonly #stream: Writable
  readonly #full: { readonly batch: Buffer<ArrayBuffer>; readonly used: number }[] = []
  readonly #free: Buffer<ArrayBuffer>[] = []
  #batch: Buffer<ArrayBuffer> = Buffer.allocUnsafeSlow(batchBytes)
  #used = 0
  #isClosed = false

  constructor(stream: Writable) {
    this.#stream = stream
    // Each failed write reports to its callback as well; unheard, this event would end the process.
    stream.on('error', () => (this.#isClosed = true))
  }

  /** True when the reader has gone (`| head`): whoever produces text may stop. */
  get isClosed(): boolean {
    return this.#isClosed
  }

  write(text: string): void {
    if (this.#used + text.length * bytesPerUnit > this.#batch.length) this.#startBatch(text.length * bytesPerUnit)
    this.#used += this.#batch.write(text, this.#used)
  }

  /** Hands over full batches and resolves when the stream takes more. */
  async drain(): Promise<void> {
    for (const { batch, used } of this.#full.splice(0)) if (!this.#isClosed) await this.#send(batch, used)
  }

  /** Hands over everything. */
  async flush(): Promise<void> {
    this.#startBatch(0)
    await this.drain()
  }

  #startBatch(room: number): void {
    if (this.#used > 0) this.#full.push({ batch: this.#batch, used: this.#used })
    else this.#free.push(this.#batch)
    const free = this.#free.pop()
    this.#batch = free && free.length >= room ? free : Buffer.allocUnsafeSlow(Math.max(room, batchBytes))
    this.#used = 0
  }

  #send(batch: Buffer<ArrayBuffer>, used: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#stream.write(batch.subarray(0, used), (error: NodeJS.ErrnoException | null | undefined) => {
        if (error && error.code !== 'EPIPE') {
          reject(new UserError(`The output cannot be written: ${error.message}.`))
          return
        }
        this.#isClosed ||= error != null
        this.#free.push(batch)
        resolve()
      })
    })
  }
}
