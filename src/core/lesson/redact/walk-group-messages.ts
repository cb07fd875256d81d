import { uint16 } from '../../decode/read-number'
import type { FrameVisitor } from './frame-visitor'

/** Tells where an IGMP message (RFC 2236, RFC 3376) at `at` holds addresses. */
export function walkIgmp(bytes: Uint8Array, at: number, end: number, visitor: FrameVisitor): void {
  if (end - at < 8) return
  if (bytes[at] === 0x22) {
    walkRecords(bytes, at + 8, end, 4, visitor)
    return
  }
  visitor.address(bytes, at + 4, 4)
  if (bytes[at] === 0x11 && end - at >= 12) {
    for (let source = at + 12; source + 4 <= end; source += 4) visitor.address(bytes, source, 4)
  } else visitor.data(bytes, at + 8, end)
}

/**
 * Tells where an ICMPv6 message at `at`, of which 8 bytes and more were captured, holds addresses: neighbour discovery (RFC
 * 4861) and multicast listeners (RFC 2710, RFC 3810). False for a message of another kind.
 */
export function walkIcmpv6Body(bytes: Uint8Array, at: number, end: number, visitor: FrameVisitor): boolean {
  const address = (offset: number): void => {
    if (offset + 16 <= end) visitor.address(bytes, offset, 6)
    else visitor.filler(bytes, Math.min(offset, end), end, 0)
  }
  switch (bytes[at]!) {
    case 130:
    case 131:
    case 132:
      address(at + 8)
      for (let source = at + 28; source + 16 <= end; source += 16) visitor.address(bytes, source, 6)
      return true
    case 133:
      walkNeighbourOptions(bytes, at + 8, end, visitor)
      return true
    case 134:
      walkNeighbourOptions(bytes, at + 16, end, visitor)
      return true
    case 135:
    case 136:
      address(at + 8)
      walkNeighbourOptions(bytes, at + 24, end, visitor)
      return true
    case 137:
      address(at + 8)
      address(at + 24)
      walkNeighbourOptions(bytes, at + 40, end, visitor)
      return true
    case 143:
      walkRecords(bytes, at + 8, end, 16, visitor)
      return true
    default:
      return false
  }
}

/** Group records: type, auxiliary words, number of sources, group, sources. */
function walkRecords(bytes: Uint8Array, from: number, end: number, size: 4 | 16, visitor: FrameVisitor): void {
  const version = size === 4 ? 4 : 6
  let at = from
  while (at + 4 + size <= end) {
    const auxiliary = bytes[at + 1]! * 4
    const addresses = 1 + uint16(bytes, at + 2)
    at += 4
    for (let count = 0; count < addresses && at + size <= end; count++, at += size) visitor.address(bytes, at, version)
    visitor.filler(bytes, at, Math.min(end, at + auxiliary), 0)
    at += auxiliary
  }
  visitor.filler(bytes, Math.min(at, end), end, 0)
}

/** Options of neighbour discovery: link-layer addresses (1, 2), prefix (3), MTU (5), name servers (25); of others nothing stays. */
function walkNeighbourOptions(bytes: Uint8Array, from: number, end: number, visitor: FrameVisitor): void {
  let at = from
  while (at + 8 <= end && bytes[at + 1]! > 0) {
    const optionEnd = Math.min(end, at + bytes[at + 1]! * 8)
    switch (bytes[at]!) {
      case 1:
      case 2:
        visitor.mac(bytes, at + 2)
        break
      case 3:
        if (optionEnd - at >= 32) visitor.address(bytes, at + 16, 6)
        else visitor.filler(bytes, at + 2, optionEnd, 0)
        break
      case 5:
        break
      case 25: {
        let server = at + 8
        for (; server + 16 <= optionEnd; server += 16) visitor.address(bytes, server, 6)
        visitor.filler(bytes, server, optionEnd, 0)
        break
      }
      default:
        visitor.filler(bytes, at + 2, optionEnd, 0)
    }
    at = optionEnd
  }
  visitor.filler(bytes, Math.min(at, end), end, 0)
}
