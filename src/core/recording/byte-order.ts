/** The 16-bit number at `offset` in the file's byte order; the caller has checked that it is there. */
export function readUint16(bytes: Uint8Array, offset: number, isLittleEndian: boolean): number {
  return isLittleEndian ? bytes[offset]! | (bytes[offset + 1]! << 8) : (bytes[offset]! << 8) | bytes[offset + 1]!
}

/** The unsigned 32-bit number at `offset` in the file's byte order; the caller has checked that it is there. */
export function readUint32(bytes: Uint8Array, offset: number, isLittleEndian: boolean): number {
  const a = bytes[offset]!
  const b = bytes[offset + 1]!
  const c = bytes[offset + 2]!
  const d = bytes[offset + 3]!
  return (isLittleEndian ? (d << 24) | (c << 16) | (b << 8) | a : (a << 24) | (b << 16) | (c << 8) | d) >>> 0
}
