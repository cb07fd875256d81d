import type { Packet } from '../decode/packet'
import type { PacketGroup } from '../correlate/packet-group'

/**
 * Whether one packet was seen with ends that satisfy `isMirrored` against another. Where both were seen at the same
 * interface only that interface counts, because NAT shows other addresses elsewhere.
 */
export function isSeenMirrored(
  request: PacketGroup,
  answer: PacketGroup,
  isMirrored: (request: Packet, answer: Packet) => boolean,
): boolean {
  let hasSharedPoint = false
  for (const sighting of answer.sightings) {
    const opposite = request.at(sighting.point.index)
    if (opposite === null) continue
    hasSharedPoint = true
    if (isMirrored(opposite.packet, sighting.packet)) return true
  }
  if (hasSharedPoint) return false
  return answer.sightings.some(({ packet }) => request.sightings.some((other) => isMirrored(other.packet, packet)))
}

/** Whether an echo reply's ends are those of a request, swapped. */
export function isEchoMirrored(request: Packet, reply: Packet): boolean {
  return (
    request.icmpId === reply.icmpId &&
    request.sequence === reply.sequence &&
    request.source === reply.destination &&
    request.destination === reply.source
  )
}

/** Whether an ICMP error quotes a packet as it was here. */
export function isQuoted(packet: Packet, error: Packet): boolean {
  const quoted = error.quoted
  return (
    quoted !== null &&
    quoted.protocol === packet.protocol &&
    quoted.source === packet.source &&
    quoted.destination === packet.destination &&
    quoted.icmpId === packet.icmpId &&
    quoted.sourcePort === packet.sourcePort &&
    quoted.destinationPort === packet.destinationPort
  )
}

/** Whether a TCP, UDP or ARP packet goes the opposite way between the same ends. */
export function isFlowMirrored(a: Packet, b: Packet): boolean {
  return (
    a.source === b.destination &&
    a.destination === b.source &&
    a.sourcePort === b.destinationPort &&
    a.destinationPort === b.sourcePort
  )
}
