import type { DecodedPacket } from './decoded-packet'
import { decodeIcmpHeader, setQuote } from './icmp-message'
import { uint16 } from './read-number'

/**
 * Decodes an ICMP message (RFC 792) at `packet.transportOffset`. `promisedEnd` is where the IP datagram ends by its
 * header, `capturedEnd` where its captured bytes end. An error's quote is left in `packet.quoted`, not yet decoded.
 */
export function decodeIcmp(packet: DecodedPacket, promisedEnd: number, capturedEnd: number): void {
  const type = decodeIcmpHeader(packet, promisedEnd, capturedEnd)
  if (type < 0) return
  const { bytes, transportOffset } = packet
  if (hasIdentifier(type)) {
    packet.icmpId = uint16(bytes, transportOffset + 4)
    packet.sequence = uint16(bytes, transportOffset + 6)
  } else if (isIcmpError(type)) {
    if (type === 3 && packet.icmpCode === 4) packet.nextHopMtu = uint16(bytes, transportOffset + 6)
    // RFC 4884 counts in 32-bit words.
    const quotedWords = type === 3 || type === 11 || type === 12 ? bytes[transportOffset + 5]! : 0
    setQuote(packet, quotedWords * 4, capturedEnd)
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
