import { DecodedPacket } from './decoded-packet'
import { LinkType } from './link-type'
import { uint16, uint32 } from './read-number'
import { setPayload } from './set-payload'

const headerLength = 8

/** Decodes an ICMPv6 message (RFC 4443) at `packet.transportOffset`, as `decodeIcmp` does for ICMP. */
export function decodeIcmpv6(packet: DecodedPacket, promisedEnd: number, capturedEnd: number): void {
  const { bytes } = packet
  const offset = packet.transportOffset
  if (capturedEnd - offset < headerLength) {
    packet.isTruncated = true
    return
  }
  const type = bytes[offset]!
  packet.icmpType = type
  packet.icmpCode = bytes[offset + 1]!
  setPayload(packet, offset + headerLength, promisedEnd - offset - headerLength, capturedEnd)
  if (type === 128 || type === 129) {
    packet.icmpId = uint16(bytes, offset + 4)
    packet.sequence = uint16(bytes, offset + 6)
  } else if (isIcmpv6Error(type)) {
    if (type === 2) packet.nextHopMtu = uint32(bytes, offset + 4)
    // RFC 4884: the quote's length in 64-bit words, for unreachable and time exceeded only.
    const quotedWords = type === 1 || type === 3 ? bytes[offset + 4]! : 0
    const quoteStart = offset + headerLength
    const quoteEnd = quotedWords === 0 ? capturedEnd : Math.min(capturedEnd, quoteStart + quotedWords * 8)
    if (quoteEnd > quoteStart) packet.quoted = new DecodedPacket(bytes, quoteStart, quoteEnd, LinkType.raw)
  }
}

/** Whether that ICMPv6 type quotes the datagram it is about: unreachable, too big, time exceeded, parameter problem. */
export function isIcmpv6Error(type: number): boolean {
  return type >= 1 && type <= 4
}
