/** A file format made of blocks, each of which says its own length. */
export interface BlockFormat {
  /**
   * The length of the block that begins at `offset`; 0 while the bytes before `end` are too few to tell, which may be
   * so for the first `longestPrefix` bytes of a block only; -1 to stop reading for good.
   */
  measure(bytes: Uint8Array, offset: number, end: number): number
  /** Reads a whole block; returns false to stop reading for good. */
  read(bytes: Uint8Array, offset: number, length: number): boolean
  /** A block longer than `longestBlock` is passed over without being held; returns false to stop instead. */
  passOver(bytes: Uint8Array, offset: number, length: number): boolean
  readonly longestPrefix: number
  readonly longestBlock: number
}

/**
 * Cuts a stream that comes in chunks of any size into blocks. A block within a chunk is read where it lies; only one
 * that lies across chunks is copied, so the framer holds at most one block.
 */
export class BlockFramer {
  /** File offset of the block that is being read, or of the next one. */
  position = 0
  private isStopped = false
  private pending = new Uint8Array(0)
  private pendingLength = 0
  /** Length of the pending block, 0 while unknown. */
  private wanted = 0
  private skipping = 0

  constructor(private readonly format: BlockFormat) {}

  /** Whether the stream so far ends within a block. */
  get isWithinBlock(): boolean {
    return !this.isStopped && (this.pendingLength > 0 || this.skipping > 0)
  }

  /** Takes the next part of the stream. The format may keep the bytes: they must not be reused. */
  push(chunk: Uint8Array): void {
    // A Buffer is a subclass: a plain view keeps every packet's `bytes` of one hidden class.
    const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    const end = bytes.length
    let offset = this.skip(0, end)
    while (this.pendingLength > 0 && offset < end && !this.isStopped) offset = this.continuePending(bytes, offset, end)
    while (offset < end && !this.isStopped) {
      const length = this.format.measure(bytes, offset, end)
      if (length < 0) this.isStopped = true
      else if (length > this.format.longestBlock) offset = this.startSkipping(bytes, offset, end, length)
      else if (length === 0 || offset + length > end) {
        this.startPending(bytes.subarray(offset), length)
        return
      } else {
        this.read(bytes, offset, length)
        offset += length
      }
    }
  }

  private read(bytes: Uint8Array, offset: number, length: number): void {
    if (this.format.read(bytes, offset, length)) this.position += length
    else this.isStopped = true
  }

  private skip(offset: number, end: number): number {
    const skipped = Math.min(this.skipping, end - offset)
    this.skipping -= skipped
    this.position += skipped
    return offset + skipped
  }

  private startSkipping(bytes: Uint8Array, offset: number, end: number, length: number): number {
    if (!this.format.passOver(bytes, offset, length)) {
      this.isStopped = true
      return end
    }
    this.skipping = length
    return this.skip(offset, end)
  }

  private startPending(rest: Uint8Array, length: number): void {
    this.pending = new Uint8Array(length === 0 ? this.format.longestPrefix : length)
    this.pending.set(rest)
    this.pendingLength = rest.length
    this.wanted = length
  }

  /** Adds to the block that began in an earlier chunk and reads it when it is whole; returns the offset after it. */
  private continuePending(bytes: Uint8Array, start: number, end: number): number {
    let offset = start
    while (this.wanted === 0 && offset < end) {
      this.pending[this.pendingLength++] = bytes[offset++]!
      const length = this.format.measure(this.pending, 0, this.pendingLength)
      if (length < 0) {
        this.isStopped = true
        return end
      }
      if (length > this.format.longestBlock) {
        const held = this.pendingLength
        this.pendingLength = 0
        this.startSkipping(this.pending, 0, held, length)
        return this.skip(offset, end)
      }
      if (length > 0) this.startPending(this.pending.subarray(0, this.pendingLength), length)
    }
    const added = Math.min(Math.max(this.wanted - this.pendingLength, 0), end - offset)
    this.pending.set(bytes.subarray(offset, offset + added), this.pendingLength)
    this.pendingLength += added
    if (this.wanted > 0 && this.pendingLength === this.wanted) {
      this.pendingLength = 0
      this.read(this.pending, 0, this.wanted)
    }
    return offset + added
  }
}
