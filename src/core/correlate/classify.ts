import type { Packet } from '../decode/packet'

/** What a packet is, as far as matching is concerned; a small integer so that comparing costs nothing. */
export const PacketClass = {
  echoRequest: 1,
  echoReply: 2,
  timeExceeded: 3,
  unreachable: 4,
  tcp: 5,
  udp: 6,
  arp: 7,
  other: 8,
} as const
export type PacketClass = (typeof PacketClass)[keyof typeof PacketClass]

const arpEtherType = 0x0806

/** Tells the class of a packet from its protocol and ICMP type (RFC 792, RFC 4443). */
export function classify(packet: Packet): PacketClass {
  switch (packet.protocol) {
    case 1:
      return classOfIcmp(packet.icmpType)
    case 58:
      return classOfIcmp6(packet.icmpType)
    case 6:
      return PacketClass.tcp
    case 17:
      return PacketClass.udp
    default:
      return packet.etherType === arpEtherType ? PacketClass.arp : PacketClass.other
  }
}

function classOfIcmp(type: number): PacketClass {
  switch (type) {
    case 8:
      return PacketClass.echoRequest
    case 0:
      return PacketClass.echoReply
    case 11:
      return PacketClass.timeExceeded
    case 3:
      return PacketClass.unreachable
    default:
      return PacketClass.other
  }
}

function classOfIcmp6(type: number): PacketClass {
  switch (type) {
    case 128:
      return PacketClass.echoRequest
    case 129:
      return PacketClass.echoReply
    case 3:
      return PacketClass.timeExceeded
    // "Packet too big" refuses a packet as IPv4's "fragmentation needed" does, which is a code of unreachable there.
    case 1:
    case 2:
      return PacketClass.unreachable
    default:
      return PacketClass.other
  }
}
