/** The big-endian 16-bit number at `offset`; the caller has checked that it is there. */
export function uint16(bytes: Uint8Array, offset: number): number {
  return (bytes[offset]! << 8) | bytes[offset + 1]!
}

/** The big-endian 32-bit number at `offset`, unsigned; the caller has checked that it is there. */
export function uint32(bytes: Uint8Array, offset: number): number {
  return int32(bytes, offset) >>> 0
}

/** The big-endian 32-bit number at `offset`, signed, which V8 keeps unboxed; the caller has checked that it is there. */
export function int32(bytes: Uint8Array, offset: number): number {
  return (bytes[offset]! << 24) | (bytes[offset + 1]! << 16) | (bytes[offset + 2]! << 8) | bytes[offset + 3]!
}
