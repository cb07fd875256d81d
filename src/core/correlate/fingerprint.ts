import type { Packet } from '../decode/packet'
import { PacketClass } from './classify'

const pushFlag = 0x08

/**
 * A 32-bit hash of what address translation and routing leave alone. Equal packets have equal fingerprints; the
 * converse is for `isCompatible` to decide. Echo requests and replies share theirs, because a reply carries the
 * request's payload (RFC 792). The IP identification stays out: whether WinNAT keeps it is unproved.
 */
export function fingerprint(packet: Packet, packetClass: PacketClass): number {
  switch (packetClass) {
    case PacketClass.echoRequest:
    case PacketClass.echoReply:
      return mix(mix(0x811c9dc5, packet.sequence), packet.payloadHash)
    case PacketClass.timeExceeded:
    case PacketClass.unreachable:
      return mix(mix(packetClass, quoteKey(packet.quoted)), packet.icmpCode)
    case PacketClass.tcp:
      // Segmentation offload leaves PSH on the last piece only.
      return mix(mix(mix(6, packet.tcpSequence), packet.tcpAcknowledgement), packet.tcpFlags & ~pushFlag)
    case PacketClass.udp:
      return mix(mix(17, packet.payloadHash), packet.payloadLength)
    case PacketClass.arp:
      return mix(mix(packet.arpOperation, textHash(packet.source)), textHash(packet.destination))
    case PacketClass.other:
      return mix(mix(mix(packet.protocol, packet.etherType), packet.payloadHash), packet.ipId)
  }
}

/**
 * A 32-bit hash by which an ICMP error finds the packet that it quotes: protocol, IP identification and the first
 * number of the transport header that NAT keeps. A quote may end 8 bytes into the transport header.
 */
export function quoteKey(packet: Packet | null): number {
  if (packet === null) return 0
  const kept = packet.protocol === 6 ? packet.tcpSequence : packet.sequence
  return mix(mix(packet.protocol, packet.ipId), kept)
}

function mix(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x9e3779b1)
  mixed ^= mixed >>> 15
  return Math.imul(mixed, 0x85ebca6b) ^ (mixed >>> 13)
}

function textHash(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}
