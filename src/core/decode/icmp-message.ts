import { DecodedPacket } from './decoded-packet'
import { LinkType } from './link-type'
import { setPayload } from './set-payload'

/** Length of the header that all ICMP and ICMPv6 messages begin with (RFC 792, RFC 4443). */
const headerLength = 8

/**
 * Decodes what ICMP and ICMPv6 have in common at `packet.transportOffset`: type, code and where the payload lies.
 * Returns the type, -1 when the header is cut off.
 */
export function decodeIcmpHeader(packet: DecodedPacket, promisedEnd: number, capturedEnd: number): number {
  const { bytes } = packet
  const offset = packet.transportOffset
  if (capturedEnd - offset < headerLength) {
    packet.isTruncated = true
    return -1
  }
  const type = bytes[offset]!
  packet.icmpType = type
  packet.icmpCode = bytes[offset + 1]!
  setPayload(packet, offset + headerLength, promisedEnd - offset - headerLength, capturedEnd)
  return type
}

/** Leaves an error's quote in `packet.quoted`, not yet decoded; RFC 4884 gives its length, 0 when no extensions follow. */
export function setQuote(packet: DecodedPacket, quotedBytes: number, capturedEnd: number): void {
  const start = packet.transportOffset + headerLength
  const end = quotedBytes === 0 ? capturedEnd : Math.min(capturedEnd, start + quotedBytes)
  if (end > start) packet.quoted = new DecodedPacket(packet.bytes, start, end, LinkType.raw)
}
