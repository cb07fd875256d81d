import { PacketClass } from '../correlate/classify'
import type { PacketGroup } from '../correlate/packet-group'
import type { Match } from './journey'

/** Linux ping's time stamp fills 16 bytes of payload and is unlike any other. */
const distinctivePayloadLength = 16

const alone: Match = { confidence: 'certain', evidence: [], reason: null, alternatives: [] }

const shared = new Map<string, Match>()

/** How surely a group's sightings are one packet, and what says so. */
export function describeMatch(group: PacketGroup): Match {
  if (group.sightings.length === 1 && group.alternatives.size === 0) return alone
  const evidence = collectEvidence(group)
  if (group.alternatives.size > 0) {
    const alternatives = Array.from(group.alternatives, ({ id }) => id).sort((a, b) => a - b)
    const reason =
      'Other packets have the same identification, sequence number and payload; order of arrival decided between them.'
    return { confidence: 'ambiguous', evidence: [...evidence, 'order'], reason, alternatives }
  }
  const reason = findDoubt(group, evidence)
  const key = `${evidence.join()} ${reason ?? ''}`
  let match = shared.get(key)
  if (match === undefined) {
    match = { confidence: reason === null ? 'certain' : 'high', evidence, reason, alternatives: [] }
    shared.set(key, match)
  }
  return match
}

function collectEvidence(group: PacketGroup): string[] {
  const { packet } = group.first
  const evidence: string[] = []
  if (packet.ipId > 0 && !group.hasForeignIpId) evidence.push('ipId')
  switch (group.packetClass) {
    case PacketClass.echoRequest:
    case PacketClass.echoReply:
      evidence.push('sequence')
      if (group.sightings.every((other) => other.packet.icmpId === packet.icmpId)) evidence.push('icmpId')
      break
    case PacketClass.timeExceeded:
    case PacketClass.unreachable:
      evidence.push('quote')
      break
    case PacketClass.tcp:
      evidence.push('tcpSequence', 'ports')
      break
    case PacketClass.udp:
      evidence.push('ports')
      break
    case PacketClass.arp:
      evidence.push('addresses')
      break
    case PacketClass.other:
      break
  }
  if (packet.payloadLength >= distinctivePayloadLength) evidence.push('payload')
  return evidence
}

function findDoubt(group: PacketGroup, evidence: readonly string[]): string | null {
  if (group.hasForeignIpId) return 'A translator between two machines changed the IP identification.'
  if (evidence.includes('payload') || evidence.includes('quote') || evidence.includes('tcpSequence')) return null
  if (group.packetClass === PacketClass.arp) return null
  if (!evidence.includes('ipId')) return 'The packet has no IP identification and no payload that tells it from others.'
  return evidence.includes('icmpId') || evidence.includes('ports')
    ? null
    : 'The packet has no payload that tells it from others, and its ICMP id changed on the way.'
}
