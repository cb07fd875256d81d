import type { Packet } from '../decode/packet'

/** The header values that the scene shows; as in `Packet`, -1 or '' where the frame carries none. */
export interface HeaderValues {
  readonly source: string
  readonly destination: string
  readonly ttl: number
  readonly sourcePort: number
  readonly destinationPort: number
  readonly icmpId: number
  /** Flag bits as in `Packet`. */
  readonly tcpFlags: number
  /** 1 request, 2 reply. */
  readonly arpOperation: number
  readonly sourceMac: string
  readonly destinationMac: string
}

const known = new WeakMap<Packet, HeaderValues>()

/** The values of a packet, read once. */
export function headerValues(packet: Packet): HeaderValues {
  const before = known.get(packet)
  if (before !== undefined) return before
  const { source, destination, ttl, sourcePort, destinationPort, icmpId, tcpFlags, arpOperation } = packet
  const isEthernet = packet.linkType === 1
  const values: HeaderValues = {
    source,
    destination,
    ttl,
    sourcePort,
    destinationPort,
    icmpId,
    tcpFlags,
    arpOperation,
    sourceMac: isEthernet ? macAt(packet, packet.start + 6) : '',
    destinationMac: isEthernet ? macAt(packet, packet.start) : '',
  }
  known.set(packet, values)
  return values
}

function macAt(packet: Packet, offset: number): string {
  if (offset + 6 > packet.end) return ''
  return Array.from(packet.bytes.subarray(offset, offset + 6), (byte) => byte.toString(16).padStart(2, '0')).join(':')
}
