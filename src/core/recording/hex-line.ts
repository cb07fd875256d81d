const tab = 0x09
const newline = 0x0a
const carriageReturn = 0x0d
const space = 0x20

/** The value of a hexadecimal digit's character code, -1 for any other. */
const hexValue = new Int8Array(256).fill(-1)
for (let value = 0; value < 16; value++) {
  const digit = value.toString(16)
  hexValue[digit.charCodeAt(0)] = value
  hexValue[digit.toUpperCase().charCodeAt(0)] = value
}

/** tcpdump prints so many bytes on a line. */
export const bytesPerLine = 16
/** `\t0x0000:  ` and eight groups of four digits with seven spaces between them. */
const fullLineLength = 49

/**
 * Reads a full `-xx` line that begins at `start` (`\t0x0010:  ` and 16 bytes, nothing else) into `target` at `at`,
 * which has room for it. Returns the length of the line with its end, or 0 when it is not such a line, is not whole
 * or does not continue at `expectedOffset`: then `target` past `at` holds rubbish and `readHexLine` must look.
 */
export function readFullHexLine(
  bytes: Uint8Array,
  start: number,
  expectedOffset: number,
  target: Uint8Array,
  at: number,
): number {
  const end = start + fullLineLength
  if (end >= bytes.length || bytes[start] !== tab || bytes[start + 7] !== 0x3a) return 0
  if (bytes[start + 1] !== 0x30 || bytes[start + 2] !== 0x78) return 0
  let length = fullLineLength + 1
  if (bytes[end] === carriageReturn) {
    if (bytes[end + 1] !== newline) return 0
    length++
  } else if (bytes[end] !== newline) return 0
  const offset =
    (hexValue[bytes[start + 3]!]! << 12) |
    (hexValue[bytes[start + 4]!]! << 8) |
    (hexValue[bytes[start + 5]!]! << 4) |
    hexValue[bytes[start + 6]!]!
  if (offset !== expectedOffset) return 0
  let seen = 0
  let gaps = (bytes[start + 8]! ^ space) | (bytes[start + 9]! ^ space)
  let position = start + 10
  for (let group = 0; group < 8; group++) {
    const first = (hexValue[bytes[position]!]! << 4) | hexValue[bytes[position + 1]!]!
    const second = (hexValue[bytes[position + 2]!]! << 4) | hexValue[bytes[position + 3]!]!
    seen |= first | second
    target[at + group * 2] = first
    target[at + group * 2 + 1] = second
    if (group < 7) gaps |= bytes[position + 4]! ^ space
    position += 5
  }
  return seen < 0 || gaps !== 0 ? 0 : length
}

/** `-v` prints hex of its own for unknown options, but further to the right than the packet's, which is at column 8. */
const rightmostColumn = 8

/**
 * Where the digits of a `0x0010:` offset begin in a line, -1 when it is no hex line of a packet. The indentation may be
 * spaces, as ConPTY makes of a tab, or missing, as when somebody pasted it.
 */
export function findHexOffset(bytes: Uint8Array, start: number, end: number): number {
  let offset = start
  let column = 0
  while (offset < end && (bytes[offset] === tab || bytes[offset] === space) && column <= rightmostColumn) {
    column = bytes[offset] === tab ? (column & ~7) + 8 : column + 1
    offset++
  }
  if (column > rightmostColumn) return -1
  if (end - offset < 8 || bytes[offset] !== 0x30 || bytes[offset + 1] !== 0x78) return -1
  let colon = offset + 2
  while (colon < end && colon - offset < 10 && hexValue[bytes[colon]!]! >= 0) colon++
  return bytes[colon] === 0x3a && colon - offset >= 6 ? offset + 2 : -1
}

/** The number in hexadecimal digits at `start`. */
export function readHexOffset(bytes: Uint8Array, start: number): number {
  let value = 0
  for (let offset = start; hexValue[bytes[offset]!]! >= 0; offset++) value = value * 16 + hexValue[bytes[offset]!]!
  return value
}

/**
 * Reads the bytes of a hex line whose offset's digits begin at `digits` into `target` at `at`; returns how many there
 * are, at most 16. Two blanks end them: what follows is the ASCII column of `-X`.
 */
export function readHexLine(bytes: Uint8Array, digits: number, end: number, target: Uint8Array, at: number): number {
  let position = digits
  while (bytes[position] !== 0x3a) position++
  position++
  while (position < end && bytes[position] === space) position++
  let count = 0
  while (count < bytesPerLine && end - position >= 2) {
    const value = (hexValue[bytes[position]!]! << 4) | hexValue[bytes[position + 1]!]!
    if (value < 0) break
    target[at + count++] = value
    position += 2
    if ((count & 1) === 0) {
      if (position >= end || bytes[position] !== space || bytes[position + 1] === space) break
      position++
    }
  }
  return count
}
