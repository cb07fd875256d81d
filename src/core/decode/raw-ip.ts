import type { DecodedPacket } from './decoded-packet'
import { EtherType } from './ether-type'
import { uint16, uint32 } from './read-number'

/**
 * Decodes a frame without a link header: the first nibble tells IPv4 from IPv6. An ARP packet for IPv4 over Ethernet is
 * known by its fixed start, because `tcpdump -x` prints those without a link header too.
 */
export function decodeRawIp(packet: DecodedPacket): number {
  const { bytes, start, end } = packet
  if (end <= start) {
    packet.isTruncated = true
    return -1
  }
  const version = bytes[start]! >> 4
  if (version === 4) packet.etherType = EtherType.ipv4
  else if (version === 6) packet.etherType = EtherType.ipv6
  else if (end - start >= 8 && uint32(bytes, start) === 0x00010800 && uint16(bytes, start + 4) === 0x0604)
    packet.etherType = EtherType.arp
  else return -1
  return start
}

/** Decodes a LINKTYPE_IPV4 frame. */
export function decodeRawIpv4(packet: DecodedPacket): number {
  packet.etherType = EtherType.ipv4
  return packet.start
}

/** Decodes a LINKTYPE_IPV6 frame. */
export function decodeRawIpv6(packet: DecodedPacket): number {
  packet.etherType = EtherType.ipv6
  return packet.start
}
