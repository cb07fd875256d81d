import type { DecodedPacket } from './decoded-packet'
import { EtherType } from './ether-type'
import { uint32 } from './read-number'

/**
 * Decodes the four-byte address family of BSD loopback (LINKTYPE_NULL in the writer's byte order, LINKTYPE_LOOP in
 * network order); returns the network header's offset or -1. AF_INET is 2 everywhere, AF_INET6 is 24, 28 or 30 on
 * the BSDs, 23 on Windows (Npcap's loopback adapter) and 10 on Linux.
 */
export function decodeLoopback(packet: DecodedPacket): number {
  if (packet.end - packet.start < 4) {
    packet.isTruncated = true
    return -1
  }
  const bigEndian = uint32(packet.bytes, packet.start)
  const family = bigEndian <= 0xff ? bigEndian : (bigEndian & 0x00ffffff) === 0 ? bigEndian >>> 24 : -1
  if (family === 2) packet.etherType = EtherType.ipv4
  else if (family === 10 || family === 23 || family === 24 || family === 28 || family === 30)
    packet.etherType = EtherType.ipv6
  else return -1
  return packet.start + 4
}
