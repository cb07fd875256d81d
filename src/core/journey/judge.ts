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
  const lost: Verdict = { kind: 'lost', after: last.point.interfaceName }
  const isRequest = journey.group.packetClass === PacketClass.echoRequest
  if (hasArrived(journey, last, evidence)) {
    return isRequest && !journey.isSettled ? { kind: 'in-flight' } : { kind: 'delivered' }
  }
  if (!journey.isSettled) return { kind: 'in-flight' }
  if (isRequest || isCutShort) return lost
  // A reply whose request was seen is known to have further to go; of others only the map could tell.
  return journey.request !== null && isIcmp(journey.group.packetClass) ? lost : { kind: 'in-flight' }
}

function isIcmp(packetClass: PacketClass): boolean {
  return packetClass <= PacketClass.unreachable
}

/** It was seen in the namespace that owns its destination, or back where its request set out. */
function hasArrived(journey: OpenJourney, last: Sighting, { places, pathOf }: Evidence): boolean {
  if (places.owns(last.point, last.packet.destination)) return true
  if (journey.request === null) return false
  const origin = pathOf(journey.request)[0]!
  return origin.point.index === last.point.index && origin.packet.source === last.packet.destination
}
