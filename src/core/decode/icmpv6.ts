import type { DecodedPacket } from './decoded-packet'
import { decodeIcmpHeader, setQuote } from './icmp-message'
import { uint16, uint32 } from './read-number'

/** Decodes an ICMPv6 message (RFC 4443) at `packet.transportOffset`, as `decodeIcmp` does for ICMP. */
export function decodeIcmpv6(packet: DecodedPacket, promisedEnd: number, capturedEnd: number): void {
  const type = decodeIcmpHeader(packet, promisedEnd, capturedEnd)
  if (type < 0) return
  const { bytes, transportOffset } = packet
  if (type === 128 || type === 129) {
    packet.icmpId = uint16(bytes, transportOffset + 4)
    packet.sequence = uint16(bytes, transportOffset + 6)
  } else if (isIcmpv6Error(type)) {
    if (type === 2) packet.nextHopMtu = uint32(bytes, transportOffset + 4)
    // RFC 4884 counts in 64-bit words, for unreachable and time exceeded only.
    const quotedWords = type === 1 || type === 3 ? bytes[transportOffset + 4]! : 0
    setQuote(packet, quotedWords * 8, capturedEnd)
  }
}

/** Whether that ICMPv6 type quotes the datagram it is about: unreachable, too big, time exceeded, parameter problem. */
export function isIcmpv6Error(type: number): boolean {
  return type >= 1 && type <= 4
}
