import { DecodedPacket } from './decoded-packet'
import { LinkType } from './link-type'
import { uint16 } from './read-number'
import { setPayload } from './set-payload'

const headerLength = 8

/**
 * Decodes an ICMP message (RFC 792) at `packet.transportOffset`. `promisedEnd` is where the IP datagram ends by its
 * header, `capturedEnd` where its captured bytes end. An error's quote is left in `packet.quoted`, not yet decoded.
 */
export function decodeIcmp(packet: DecodedPacket, promisedEnd: number, capturedEnd: number): void {
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
  if (hasIdentifier(type)) {
    packet.icmpId = uint16(bytes, offset + 4)
    packet.sequence = uint16(bytes, offset + 6)
  } else if (isIcmpError(type)) {
    if (type === 3 && packet.icmpCode === 4) packet.nextHopMtu = uint16(bytes, offset + 6)
    // RFC 4884: the quote's length in 32-bit words, 0 when no extensions follow it.
    const quotedWords = type === 3 || type === 11 || type === 12 ? bytes[offset + 5]! : 0
    const quoteStart = offset + headerLength
    const quoteEnd = quotedWords === 0 ? capturedEnd : Math.min(capturedEnd, quoteStart + quotedWords * 4)
    if (quoteEnd > quoteStart) packet.quoted = new DecodedPacket(bytes, quoteStart, quoteEnd, LinkType.raw)
  }
}

/** Whether that ICMP type quotes the datagram it is about: unreachable, source quench, redirect, exceeded, parameter. */
export function isIcmpError(type: number): boolean {
  return type === 3 || type === 4 || type === 5 || type === 11 || type === 12
}

/** Echo, timestamp, information and address-mask messages carry an identifier and a sequence number. */
function hasIdentifier(type: number): boolean {
  return type === 8 || type === 0 || (type >= 13 && type <= 18)
}
