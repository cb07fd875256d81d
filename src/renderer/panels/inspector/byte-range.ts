/** A stretch of the frame, in bytes from its start. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}
