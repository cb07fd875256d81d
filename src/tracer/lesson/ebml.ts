/** Ids of the elements of a WebM file that are read or written (RFC 8794, RFC 9559). */
export const ElementId = {
  header: 0x1a45dfa3,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
  blockGroup: 0xa0,
  block: 0xa1,
  seekHead: 0x114d9b74,
  seek: 0x4dbb,
  seekId: 0x53ab,
  seekPosition: 0x53ac,
  cues: 0x1c53bb6b,
  cuePoint: 0xbb,
  cueTime: 0xb3,
  cueTrackPositions: 0xb7,
  cueTrack: 0xf7,
  cueClusterPosition: 0xf1,
} as const

/** An element: its body is `bytes[start, end)`. */
export interface Element {
  readonly id: number
  /** Where its id stands. */
  readonly at: number
  readonly start: number
  /** At most where its parent ends; one that is written while it grows has no end of its own. */
  readonly end: number
  /** Its end is known, and lies within its parent. */
  readonly isWhole: boolean
}

/** The element that begins at `at`; null when its id or its size is cut off or no such thing. */
export function readElement(bytes: Uint8Array, at: number, limit: number): Element | null {
  const id = readNumber(bytes, at, limit, 4, true)
  if (id === null) return null
  const size = readNumber(bytes, at + id.width, limit, 8, false)
  if (size === null) return null
  const start = at + id.width + size.width
  const end = start + size.value
  const isWhole = !size.isUnknown && end <= limit
  return { id: id.value, at, start, end: isWhole ? end : limit, isWhole }
}

/** The elements within `bytes[start, end)`, until one that cannot be read. */
export function* readElements(bytes: Uint8Array, start: number, end: number): Generator<Element> {
  for (let at = start; at < end;) {
    const element = readElement(bytes, at, end)
    if (element === null) return
    yield element
    at = element.end
  }
}

/** A number of variable width (RFC 8794 section 4), with its marker when `keepsMarker`; null when it is cut off. */
export function readNumber(
  bytes: Uint8Array,
  at: number,
  limit: number,
  widest: number,
  keepsMarker: boolean,
): { readonly value: number; readonly width: number; readonly isUnknown: boolean } | null {
  const first = at < limit ? bytes[at]! : 0
  const width = Math.clz32(first) - 23
  if (first === 0 || width > widest || at + width > limit) return null
  const marker = 0x80 >> (width - 1)
  let value = keepsMarker ? first : first & (marker - 1)
  let isUnknown = (first & (marker - 1)) === marker - 1
  for (let index = 1; index < width; index++) {
    const byte = bytes[at + index]!
    value = value * 256 + byte
    isUnknown &&= byte === 0xff
  }
  return Number.isSafeInteger(value) || isUnknown ? { value, width, isUnknown } : null
}

/** An unsigned integer that fills an element's body. */
export function readUnsigned(bytes: Uint8Array, { start, end }: Element): number {
  let value = 0
  for (const byte of bytes.subarray(start, end)) value = value * 256 + byte
  return value
}

/** An element of these parts; its size is written in eight bytes, so that nothing moves when it changes. */
export function writeElement(id: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const idBytes = bigEndian(id, id > 0xffffff ? 4 : id > 0xffff ? 3 : id > 0xff ? 2 : 1)
  const size = parts.reduce((sum, part) => sum + part.length, 0)
  const sizeBytes = bigEndian(size, 8)
  sizeBytes[0] = 1
  return Buffer.concat([idBytes, sizeBytes, ...parts])
}

/** An unsigned integer as an element's body of eight bytes. */
export function writeUnsigned(value: number): Uint8Array {
  return bigEndian(value, 8)
}

/** A number as an element's body: a 64-bit float. */
export function writeFloat(value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setFloat64(0, value)
  return bytes
}

function bigEndian(value: number, width: number): Uint8Array {
  const bytes = new Uint8Array(width)
  let rest = value
  for (let index = width - 1; index >= 0; index--) {
    bytes[index] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return bytes
}
