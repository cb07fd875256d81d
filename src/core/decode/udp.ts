import type { DecodedPacket } from './decoded-packet'
import { uint16 } from './read-number'
import { setPayload } from './set-payload'

const headerLength = 8

/** Decodes a UDP header (RFC 768) at `packet.transportOffset`; a length of 0 is a jumbogram or an offload frame. */
export function decodeUdp(packet: DecodedPacket, promisedEnd: number, capturedEnd: number): void {
  const { bytes } = packet
  const offset = packet.transportOffset
  if (capturedEnd - offset < 4) {
    packet.isTruncated = true
    return
  }
  packet.sourcePort = uint16(bytes, offset)
  packet.destinationPort = uint16(bytes, offset + 2)
  if (capturedEnd - offset < headerLength) {
    packet.isTruncated = true
    return
  }
  const saidLength = uint16(bytes, offset + 4)
  // A first fragment's UDP length covers the whole datagram; its own payload ends with the fragment.
  const length = saidLength < headerLength ? promisedEnd - offset : Math.min(saidLength, promisedEnd - offset)
  setPayload(packet, offset + headerLength, length - headerLength, capturedEnd)
}
