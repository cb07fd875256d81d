import type { DecodedPacket } from './decoded-packet'
import { EtherType } from './ether-type'
import { uint16 } from './read-number'

const headerLength = 14
/** Below this the field after the addresses is an IEEE 802.3 length, not an EtherType. */
const smallestEtherType = 0x0600

/** Decodes an Ethernet header with any number of VLAN tags (802.1Q, 802.1ad); returns the network header's offset or -1. */
export function decodeEthernet(packet: DecodedPacket): number {
  const { bytes, start, end } = packet
  if (end - start < headerLength) {
    packet.isTruncated = true
    return -1
  }
  let offset = start + headerLength
  let etherType = uint16(bytes, start + 12)
  while (etherType === EtherType.vlan || etherType === EtherType.qinq || etherType === EtherType.oldQinq) {
    if (end - offset < 4) {
      packet.isTruncated = true
      return -1
    }
    etherType = uint16(bytes, offset + 2)
    offset += 4
  }
  if (etherType >= smallestEtherType) {
    packet.etherType = etherType
    return offset
  }
  return decodeSnap(packet, offset)
}

/** IEEE 802.2 LLC with a SNAP header for an EtherType (RFC 1042): aa aa 03 00 00 00. */
function decodeSnap(packet: DecodedPacket, offset: number): number {
  const { bytes, end } = packet
  if (end - offset < 8) return -1
  const isSnap =
    uint16(bytes, offset) === 0xaaaa && uint16(bytes, offset + 2) === 0x0300 && uint16(bytes, offset + 4) === 0
  if (!isSnap) return -1
  packet.etherType = uint16(bytes, offset + 6)
  return offset + 8
}
