import type { Sighting } from '../correlate/sighting'
import type { Journey } from '../journey/journey'
import { interfaceOfPoint } from '../playback/list-stations'
import type { PacketRef } from './lesson'

/** What a lesson calls a packet; null for one that nothing saw. */
export function packetRefOf(journey: Journey): PacketRef | null {
  const first = journey.sightings[0]
  return first === undefined ? null : refOfSighting(first)
}

/** One text for a reference, to be a key. */
export function packetKey({ interface: id, time }: PacketRef): string {
  return `${time} ${id}`
}

/** Finds packets by their references; of two that were seen at one interface in the same nanosecond the first. */
export function indexPackets(journeys: Iterable<Journey>): ReadonlyMap<string, Journey> {
  const index = new Map<string, Journey>()
  for (const journey of journeys) {
    const ref = packetRefOf(journey)
    if (ref === null) continue
    const key = packetKey(ref)
    if (!index.has(key)) index.set(key, journey)
  }
  return index
}

/** What a lesson calls a frame. */
export function refOfSighting({ point, seconds, nanoseconds }: Sighting): PacketRef {
  return { interface: interfaceOfPoint(point), time: `${seconds}.${String(nanoseconds).padStart(9, '0')}` }
}
