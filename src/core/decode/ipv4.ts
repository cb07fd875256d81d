import type { DecodedPacket } from './decoded-packet'
import { ipv4Text } from './ipv4-address'
import { uint16 } from './read-number'

const shortestHeader = 20

/**
 * Decodes an IPv4 header (RFC 791) at `packet.networkOffset`; returns the offset of what it carries, or -1. A total
 * length of 0 is a segmentation-offload frame that the kernel had not yet cut: then the frame's end counts.
 */
export function decodeIpv4(packet: DecodedPacket): number {
  const { bytes, end } = packet
  const offset = packet.networkOffset
  if (end - offset < shortestHeader) {
    packet.isTruncated = true
    return -1
  }
  const first = bytes[offset]!
  const headerLength = (first & 0x0f) << 2
  if (first >> 4 !== 4 || headerLength < shortestHeader) return -1
  const saidLength = uint16(bytes, offset + 2)
  const fragment = uint16(bytes, offset + 6)
  packet.ipVersion = 4
  packet.ipLength = saidLength === 0 ? end - offset : saidLength
  packet.ipId = uint16(bytes, offset + 4)
  packet.dontFragment = (fragment & 0x4000) !== 0
  packet.moreFragments = (fragment & 0x2000) !== 0
  packet.fragmentOffset = (fragment & 0x1fff) << 3
  packet.ttl = bytes[offset + 8]!
  packet.protocol = bytes[offset + 9]!
  packet.source = ipv4Text(bytes, offset + 12)
  packet.destination = ipv4Text(bytes, offset + 16)
  return offset + headerLength
}
