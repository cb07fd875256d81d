import type { DecodedPacket } from './decoded-packet'
import { IpProtocol } from './ip-protocol'
import { ipv6Text } from './ipv6-address'
import { uint16, uint32 } from './read-number'

const headerLength = 40

/**
 * Decodes an IPv6 header and its extension headers (RFC 8200) at `packet.networkOffset`; returns the offset of what
 * they carry, or -1. A payload length of 0 is a jumbogram or an offload frame: then the frame's end counts.
 */
export function decodeIpv6(packet: DecodedPacket): number {
  const { bytes, end } = packet
  const offset = packet.networkOffset
  if (end - offset < headerLength) {
    packet.isTruncated = true
    return -1
  }
  if (bytes[offset]! >> 4 !== 6) return -1
  const payloadLength = uint16(bytes, offset + 4)
  packet.ipVersion = 6
  packet.ipLength = payloadLength === 0 ? end - offset : headerLength + payloadLength
  packet.ttl = bytes[offset + 7]!
  packet.source = ipv6Text(bytes, offset + 8)
  packet.destination = ipv6Text(bytes, offset + 24)
  packet.protocol = bytes[offset + 6]!
  return skipExtensions(packet, offset + headerLength)
}

/** Walks the extension headers, noting the last one's next-header value as the protocol. */
function skipExtensions(packet: DecodedPacket, first: number): number {
  const { bytes } = packet
  const end = Math.min(packet.end, packet.networkOffset + packet.ipLength)
  let offset = first
  while (isExtensionHeader(packet.protocol)) {
    if (end - offset < 8) {
      packet.isTruncated = true
      return -1
    }
    const kind = packet.protocol
    packet.protocol = bytes[offset]!
    if (kind === IpProtocol.fragment) {
      const fragment = uint16(bytes, offset + 2)
      packet.fragmentOffset = fragment & 0xfff8
      packet.moreFragments = (fragment & 1) !== 0
      packet.ipId = uint32(bytes, offset + 4)
      offset += 8
      // What follows in a later fragment is data, whatever the next-header value says.
      if (packet.fragmentOffset !== 0) return offset
    } else if (kind === IpProtocol.authentication) {
      offset += (bytes[offset + 1]! + 2) * 4
    } else {
      offset += (bytes[offset + 1]! + 1) * 8
    }
  }
  return offset
}

/** Whether that next-header value is an extension header with a length of its own. */
export function isExtensionHeader(protocol: number): boolean {
  return (
    protocol === IpProtocol.hopByHop ||
    protocol === IpProtocol.routing ||
    protocol === IpProtocol.fragment ||
    protocol === IpProtocol.authentication ||
    protocol === IpProtocol.destinationOptions ||
    protocol === IpProtocol.mobility ||
    protocol === IpProtocol.hip ||
    protocol === IpProtocol.shim6
  )
}
