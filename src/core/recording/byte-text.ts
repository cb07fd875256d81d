/**
 * Turns text as Windows' programs save it into bytes of one ASCII character each: a byte-order mark is dropped, and of
 * UTF-16, which PowerShell 5.1's `>` writes, every other byte (a character beyond U+00FF becomes `?`). Other text
 * passes as it is. Feed it chunks of any size.
 */
export class ByteText {
  /** The first bytes, until there are enough to know. */
  private mark: number[] = []
  /** Bytes of a character before the other one: -1 for none. */
  private held = -1
  private encoding: 'unknown' | 'bytes' | 'little-endian' | 'big-endian' = 'unknown'

  /** The chunk's text; what is not a whole character yet is kept for the next one. */
  push(chunk: Uint8Array): Uint8Array {
    if (this.encoding === 'bytes') return chunk
    if (this.encoding !== 'unknown') return this.narrow(chunk)
    const start = this.mark.length
    let known = Uint8Array.from([...this.mark, ...chunk.subarray(0, 3 - start)])
    if (known.length < 3 && isStartOfMark(known)) {
      this.mark = [...known]
      return new Uint8Array(0)
    }
    const rest = chunk.subarray(Math.min(chunk.length, 3 - start))
    if (known[0] === 0xff && known[1] === 0xfe) this.encoding = 'little-endian'
    else if (known[0] === 0xfe && known[1] === 0xff) this.encoding = 'big-endian'
    else {
      this.encoding = 'bytes'
      if (known[0] === 0xef && known[1] === 0xbb && known[2] === 0xbf) known = new Uint8Array(0)
      return join(known, rest)
    }
    return this.narrow(join(known.subarray(2), rest))
  }

  /** What was kept when the text ends: a file of one or two bytes. */
  end(): Uint8Array {
    return this.encoding === 'unknown' ? Uint8Array.from(this.mark) : new Uint8Array(0)
  }

  private narrow(chunk: Uint8Array): Uint8Array {
    const bytes = this.held < 0 ? chunk : join(Uint8Array.of(this.held), chunk)
    const length = bytes.length >> 1
    this.held = bytes.length % 2 === 1 ? bytes[bytes.length - 1]! : -1
    const text = new Uint8Array(length)
    const low = this.encoding === 'little-endian' ? 0 : 1
    for (let index = 0; index < length; index++)
      text[index] = bytes[index * 2 + 1 - low] === 0 ? bytes[index * 2 + low]! : 0x3f
    return text
  }
}

function isStartOfMark(bytes: Uint8Array): boolean {
  const marks = [
    [0xff, 0xfe],
    [0xfe, 0xff],
    [0xef, 0xbb, 0xbf],
  ]
  return marks.some((mark) => bytes.length < mark.length && bytes.every((byte, index) => byte === mark[index]))
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second
  const joined = new Uint8Array(first.length + second.length)
  joined.set(first)
  joined.set(second, first.length)
  return joined
}
