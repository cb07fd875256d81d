/** A line that continues in the next chunk. It is bounded: what comes after `longestLine` bytes is dropped. */
export class PartialLine {
  private bytes = new Uint8Array(256)
  private length = 0

  get isEmpty(): boolean {
    return this.length === 0
  }

  append(chunk: Uint8Array, start: number, end: number): void {
    const added = Math.min(end - start, longestLine - this.length)
    const length = this.length + added
    if (length > this.bytes.length) {
      const grown = new Uint8Array(Math.min(longestLine, Math.max(length, this.bytes.length * 2)))
      grown.set(this.bytes.subarray(0, this.length))
      this.bytes = grown
    }
    this.bytes.set(chunk.subarray(start, start + added), this.length)
    this.length = length
  }

  /** The line so far, valid until the next `append`; it is empty again. */
  take(): Uint8Array {
    const line = this.bytes.subarray(0, this.length)
    this.length = 0
    return line
  }
}

/** tcpdump prints no longer line. */
export const longestLine = 1 << 16
