import { PacketClass } from '../correlate/classify'
import type { PacketGroup } from '../correlate/packet-group'
import type { Match } from './journey'

/** Linux ping's time stamp fills 16 bytes of payload and is unlike any other. */
const distinctivePayloadLength = 16

const alone: Match = { confidence: 'certain', evidence: [], reason: null, alternatives: [] }

/** What agreed between all sightings of a packet, as bits. */
const Agreement = { ipId: 1, icmpId: 2, payload: 4, isTranslated: 8 } as const

const shared: Match[] = []

/** How surely a group's sightings are one packet, and what says so; one object for all that are alike. */
export function describeMatch(group: PacketGroup): Match {
  if (group.alternatives !== null) return describeAmbiguity(group, group.alternatives)
  if (group.sightings.length === 1) return alone
  const agreement = findAgreement(group)
  const key = group.packetClass * 16 + agreement
  let match = shared[key]
  if (match === undefined) {
    const evidence = listEvidence(group.packetClass, agreement)
    const reason = findDoubt(group.packetClass, agreement)
    match = { confidence: reason === null ? 'certain' : 'high', evidence, reason, alternatives: [] }
    shared[key] = match
  }
  return match
}

function describeAmbiguity(group: PacketGroup, others: ReadonlySet<PacketGroup>): Match {
  const alternatives = Array.from(others, ({ id }) => id).sort((a, b) => a - b)
  const reason =
    'Other packets have the same identification, sequence number and payload; order of arrival decided between them.'
  const evidence = [...listEvidence(group.packetClass, findAgreement(group)), 'order']
  return { confidence: 'ambiguous', evidence, reason, alternatives }
}

function findAgreement(group: PacketGroup): number {
  const { packet } = group.first
  let agreement: number = Agreement.icmpId
  for (const other of group.sightings) if (other.packet.icmpId !== packet.icmpId) agreement = 0
  if (group.hasForeignIpId) agreement |= Agreement.isTranslated
  else if (packet.ipId > 0) agreement |= Agreement.ipId
  if (packet.payloadLength >= distinctivePayloadLength) agreement |= Agreement.payload
  return agreement
}

function listEvidence(packetClass: PacketClass, agreement: number): string[] {
  const evidence: string[] = []
  if (agreement & Agreement.ipId) evidence.push('ipId')
  switch (packetClass) {
    case PacketClass.echoRequest:
    case PacketClass.echoReply:
      evidence.push('sequence')
      if (agreement & Agreement.icmpId) evidence.push('icmpId')
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
  if (agreement & Agreement.payload) evidence.push('payload')
  return evidence
}

function findDoubt(packetClass: PacketClass, agreement: number): string | null {
  if (agreement & Agreement.isTranslated) return 'A translator between two machines changed the IP identification.'
  if (agreement & Agreement.payload) return null
  switch (packetClass) {
    case PacketClass.timeExceeded:
    case PacketClass.unreachable:
    case PacketClass.tcp:
    case PacketClass.arp:
      return null
    case PacketClass.echoRequest:
    case PacketClass.echoReply:
    case PacketClass.udp:
    case PacketClass.other:
      break
  }
  if (!(agreement & Agreement.ipId)) {
    return 'The packet has no IP identification and no payload that tells it from others.'
  }
  return agreement & Agreement.icmpId
    ? null
    : 'The packet has no payload that tells it from others, and its ICMP id changed on the way.'
}
