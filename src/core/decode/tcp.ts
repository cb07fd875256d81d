import type { DecodedPacket } from './decoded-packet'
import { uint16, uint32 } from './read-number'
import { setPayload } from './set-payload'

const shortestHeader = 20

/** Decodes a TCP header (RFC 9293) at `packet.transportOffset`; of a quoted one often only the first 8 bytes exist. */
export function decodeTcp(packet: DecodedPacket, promisedEnd: number, capturedEnd: number): void {
  const { bytes } = packet
  const offset = packet.transportOffset
  if (capturedEnd - offset < 8) {
    packet.isTruncated = true
    if (capturedEnd - offset < 4) return
    packet.sourcePort = uint16(bytes, offset)
    packet.destinationPort = uint16(bytes, offset + 2)
    return
  }
  packet.sourcePort = uint16(bytes, offset)
  packet.destinationPort = uint16(bytes, offset + 2)
  packet.tcpSequence = uint32(bytes, offset + 4)
  if (capturedEnd - offset < shortestHeader) {
    packet.isTruncated = true
    return
  }
  packet.tcpAcknowledgement = uint32(bytes, offset + 8)
  packet.tcpFlags = bytes[offset + 13]!
  const headerLength = (bytes[offset + 12]! >> 4) << 2
  if (headerLength < shortestHeader) return
  setPayload(packet, offset + headerLength, promisedEnd - offset - headerLength, capturedEnd)
}
