import { PacketClass } from '../correlate/classify'
import type { Sighting } from '../correlate/sighting'
import type { Verdict } from './journey'
import type { OpenJourney } from './open-journey'
import type { PointPlaces } from './point-places'

/** What a verdict needs to know besides the journey itself. */
export interface Evidence {
  /** The journey's sightings in path order. */
  readonly path: readonly Sighting[]
  readonly places: PointPlaces
  /** The first hop behind the last sighting that a capture watches and did not see; false when there is none. */
  readonly isCutShort: boolean
  /** Path of an open or settled journey in order. */
  readonly pathOf: (journey: OpenJourney) => readonly Sighting[]
}

const tcpReset = 0x04

/** The verdict on a journey as it stands; `in-flight` where nothing seen tells how it ended. */
export function judge(journey: OpenJourney, evidence: Evidence): Verdict {
  const { path, isCutShort, pathOf } = evidence
  const last = path[path.length - 1]!
  if (journey.error !== null) {
    const address = pathOf(journey.error)[0]!.packet.source
    return journey.error.group.packetClass === PacketClass.timeExceeded
      ? { kind: 'expired', at: address }
      : { kind: 'rejected', by: address }
  }
  if (journey.answer !== null) {
    const answer = journey.answer.group.first.packet
    return (answer.tcpFlags & tcpReset) !== 0 && answer.protocol === 6
      ? { kind: 'rejected', by: pathOf(journey.answer)[0]!.packet.source }
      : { kind: 'answered' }
  }
  const isRequest = journey.group.packetClass === PacketClass.echoRequest
  if (!journey.isSettled) {
    return !isRequest && hasArrived(journey, last, evidence) ? { kind: 'delivered' } : { kind: 'in-flight' }
  }
  const lost: Verdict = { kind: 'lost', after: last.point.interfaceName }
  // A published port's first destination is the host itself: what a capture behind it should have seen weighs more.
  if (isCutShort) return lost
  if (hasArrived(journey, last, evidence)) return { kind: 'delivered' }
  // A reply whose request was seen is known to have further to go; of others only the map could tell.
  return isRequest || (journey.request !== null && isIcmp(journey.group.packetClass)) ? lost : { kind: 'in-flight' }
}

function isIcmp(packetClass: PacketClass): boolean {
  return packetClass <= PacketClass.unreachable
}

/**
 * It was seen back where its request set out, or in the namespace that owns its destination. The address on the way
 * back belongs to each NAT in turn, so a known request weighs more than an owner.
 */
function hasArrived(journey: OpenJourney, last: Sighting, { places, pathOf }: Evidence): boolean {
  if (journey.request === null) return places.owns(last.point, last.packet.destination)
  const origin = pathOf(journey.request)[0]!
  if (origin.packet.source !== last.packet.destination) return false
  return origin.point === last.point || places.owns(last.point, last.packet.destination)
}
