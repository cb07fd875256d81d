import type { DecodedPacket } from './decoded-packet'
import { EtherType } from './ether-type'
import { ipv4Text } from './ipv4-address'
import { uint16 } from './read-number'

const headerLength = 8

/** Decodes an ARP packet (RFC 826) at `packet.networkOffset`; only IPv4 protocol addresses become text. */
export function decodeArp(packet: DecodedPacket): void {
  const { bytes, end } = packet
  const offset = packet.networkOffset
  if (end - offset < headerLength) {
    packet.isTruncated = true
    return
  }
  packet.arpOperation = uint16(bytes, offset + 6)
  const hardwareLength = bytes[offset + 4]!
  const protocolLength = bytes[offset + 5]!
  if (uint16(bytes, offset + 2) !== EtherType.ipv4 || protocolLength !== 4) return
  const sender = offset + headerLength + hardwareLength
  const target = sender + protocolLength + hardwareLength
  if (sender + 4 <= end) packet.source = ipv4Text(bytes, sender)
  if (target + 4 <= end) packet.destination = ipv4Text(bytes, target)
  else packet.isTruncated = true
}
