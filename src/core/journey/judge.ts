import { PacketClass } from '../correlate/classify'
import type { Sighting } from '../correlate/sighting'
import type { Packet } from '../decode/packet'
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
  /** The packet that answers or refuses this one, as it was sent; null when there is none. */
  readonly answerAtOrigin: Packet | null
  /** The packet that this one answers, as it was sent; null when there is none. */
  readonly requestAtOrigin: Sighting | null
}

const answered: Verdict = { kind: 'answered' }
const delivered: Verdict = { kind: 'delivered' }
const inFlight: Verdict = { kind: 'in-flight' }

const tcpReset = 0x04

/** The verdict on a journey as it stands; `in-flight` where nothing seen tells how it ended. */
export function judge(journey: OpenJourney, evidence: Evidence): Verdict {
  const { path, isCutShort, answerAtOrigin } = evidence
  const last = path[path.length - 1]!
  if (journey.error !== null) {
    const address = answerAtOrigin!.source
    return journey.error.packetClass === PacketClass.timeExceeded
      ? { kind: 'expired', at: address }
      : { kind: 'rejected', by: address }
  }
  if (journey.answer !== null) {
    const answer = journey.answer.first.packet
    return (answer.tcpFlags & tcpReset) !== 0 && answer.protocol === 6
      ? { kind: 'rejected', by: answerAtOrigin!.source }
      : answered
  }
  const isRequest = journey.packetClass === PacketClass.echoRequest
  if (!journey.isSettled) {
    return !isRequest && hasArrived(last, evidence) ? delivered : inFlight
  }
  const lost: Verdict = { kind: 'lost', after: last.point.interfaceName }
  // A published port's first destination is the host itself: what a capture behind it should have seen weighs more.
  if (isCutShort) return lost
  if (hasArrived(last, evidence)) return delivered
  // A reply whose request was seen is known to have further to go; of others only the map could tell.
  return isRequest || isArpQuestion(journey) || (journey.request !== null && isIcmp(journey.packetClass))
    ? lost
    : inFlight
}

/** Who has that address? Announcements, which ask for the sender's own, expect no answer (RFC 5227). */
function isArpQuestion({ packetClass, first: { packet } }: OpenJourney): boolean {
  return packetClass === PacketClass.arp && packet.arpOperation === 1 && packet.source !== packet.destination
}

function isIcmp(packetClass: PacketClass): boolean {
  return packetClass <= PacketClass.unreachable
}

/**
 * It was seen back where its request set out, or in the namespace that owns its destination. The address on the way
 * back belongs to each NAT in turn, so a known request weighs more than an owner.
 */
function hasArrived(last: Sighting, { places, requestAtOrigin }: Evidence): boolean {
  if (requestAtOrigin === null) return places.owns(last.point, last.packet.destination)
  const origin = requestAtOrigin
  if (origin.packet.source !== last.packet.destination) return false
  return origin.point === last.point || places.owns(last.point, last.packet.destination)
}
