const escape = 0x1b
const bell = 0x07
const newline = 0x0a
const space = 0x20

/** A cursor-forward sequence may stand for so many spaces; ConPTY's rows are 512 columns wide. */
const widestGap = 512

/**
 * A terminal's line without its escape sequences, as bytes. ConPTY repaints text instead of passing it on, so
 * cursor-forward (CSI n C) becomes the spaces that it stands for and cursor-position (CSI r ; c H) a line break.
 */
export function stripTerminalEscapes(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const text: number[] = []
  let offset = start
  while (offset < end) {
    const byte = bytes[offset]!
    if (byte !== escape) {
      text.push(byte)
      offset++
      continue
    }
    const kind = bytes[offset + 1]
    if (kind === 0x5b) offset = stripControlSequence(bytes, offset + 2, end, text)
    else if (kind === 0x5d) offset = skipOperatingSystemCommand(bytes, offset + 2, end)
    else offset += kind !== undefined && kind >= 0x20 && kind <= 0x2f ? 3 : 2
  }
  return Uint8Array.from(text)
}

/** CSI: parameter bytes 0x30–0x3f, intermediate bytes 0x20–0x2f, one final byte (ECMA-48 5.4). */
function stripControlSequence(bytes: Uint8Array, start: number, end: number, text: number[]): number {
  let offset = start
  let parameter = 0
  while (offset < end && bytes[offset]! >= 0x20 && bytes[offset]! <= 0x3f) {
    const digit = bytes[offset]! - 0x30
    if (digit >= 0 && digit <= 9) parameter = Math.min(parameter * 10 + digit, widestGap)
    offset++
  }
  const final = bytes[offset]
  if (final === 0x43) for (let count = Math.max(parameter, 1); count > 0; count--) text.push(space)
  else if (final === 0x48) text.push(newline)
  return Math.min(offset + 1, end)
}

/** OSC: anything up to BEL or ESC \. */
function skipOperatingSystemCommand(bytes: Uint8Array, start: number, end: number): number {
  for (let offset = start; offset < end; offset++) {
    if (bytes[offset] === bell) return offset + 1
    if (bytes[offset] === escape) return Math.min(offset + 2, end)
  }
  return end
}
