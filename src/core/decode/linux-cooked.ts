import type { DecodedPacket } from './decoded-packet'
import { uint16 } from './read-number'

/** Decodes a LINKTYPE_LINUX_SLL header, which `tcpdump -i any` once wrote; returns the network header's offset or -1. */
export function decodeLinuxSll(packet: DecodedPacket): number {
  return decodeCooked(packet, 16, 14)
}

/** Decodes a LINKTYPE_LINUX_SLL2 header, which `tcpdump -i any` writes; returns the network header's offset or -1. */
export function decodeLinuxSll2(packet: DecodedPacket): number {
  return decodeCooked(packet, 20, 0)
}

function decodeCooked(packet: DecodedPacket, length: number, protocolOffset: number): number {
  if (packet.end - packet.start < length) {
    packet.isTruncated = true
    return -1
  }
  packet.etherType = uint16(packet.bytes, packet.start + protocolOffset)
  return packet.start + length
}
