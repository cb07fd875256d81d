import { nanosecondsBetween, type Sighting } from '../correlate/sighting'
import type { PointPlaces } from './point-places'

/**
 * Sightings of one packet in path order: TTL first, since only routing lowers it; within one segment by machine, as
 * the clocks of two machines cannot be compared; within one machine by time; and where the kernel gave two interfaces
 * the same instant, by the wires between them.
 */
export function orderSightings(sightings: readonly Sighting[], places: PointPlaces): readonly Sighting[] {
  if (sightings.length < 2) return sightings
  const ordered = sightings.slice()
  let hasTies = false
  // Sightings arrive nearly in order, and an insertion sort is then one pass.
  for (let i = 1; i < ordered.length; i++) {
    const moved = ordered[i]!
    let at = i
    for (; at > 0; at--) {
      const before = ordered[at - 1]!
      hasTies ||= isSameInstant(before, moved)
      if (compare(before, moved, sightings, places) <= 0) break
      ordered[at] = before
    }
    ordered[at] = moved
  }
  if (hasTies) untieInstants(ordered, places)
  return ordered
}

function compare(a: Sighting, b: Sighting, all: readonly Sighting[], places: PointPlaces): number {
  if (a.packet.ttl !== b.packet.ttl) return b.packet.ttl - a.packet.ttl
  if (a.point.machine !== b.point.machine) {
    const sides = sideOf(a, all, places) - sideOf(b, all, places)
    if (sides !== 0) return sides
  }
  return (
    nanosecondsBetween(b, a) ||
    // Any order that does not depend on arrival, so that the same frames always give the same journey.
    a.point.index - b.point.index ||
    a.frame - b.frame
  )
}

/**
 * On which side of a segment between two machines a sighting is: -1 where the packet comes from, which shows it with a
 * higher TTL too or owns its source; 1 where it goes to, which shows it with a lower TTL or owns its destination.
 */
function sideOf(sighting: Sighting, all: readonly Sighting[], places: PointPlaces): number {
  let side = 0
  for (const other of all) {
    if (other.point.machine !== sighting.point.machine) continue
    if (other.packet.ttl > sighting.packet.ttl) side -= 2
    else if (other.packet.ttl < sighting.packet.ttl) side += 2
  }
  if (side !== 0) return Math.sign(side)
  if (places.owns(sighting.point, sighting.packet.source)) return -1
  return places.owns(sighting.point, sighting.packet.destination) ? 1 : 0
}

/** Reorders runs of the same instant in one segment so that neighbours are wired, if such an order exists. */
function untieInstants(ordered: Sighting[], places: PointPlaces): void {
  for (let start = 0; start < ordered.length - 1; start++) {
    let end = start + 1
    while (end < ordered.length && isSameInstant(ordered[start]!, ordered[end]!)) end++
    if (end - start < 2) continue
    if (end - start === 2) untiePair(ordered, start, places)
    else untieRun(ordered, start, end, places)
    start = end - 1
  }
}

function isSameInstant(a: Sighting, b: Sighting): boolean {
  return (
    a.packet.ttl === b.packet.ttl &&
    a.point.machine === b.point.machine &&
    a.seconds === b.seconds &&
    a.nanoseconds === b.nanoseconds
  )
}

function untiePair(ordered: Sighting[], start: number, places: PointPlaces): void {
  const [a, b] = [ordered[start]!, ordered[start + 1]!]
  const [before, after] = [ordered[start - 1], ordered[start + 2]]
  const asIs = wired(before, a, places) + wired(b, after, places)
  const swapped = wired(before, b, places) + wired(a, after, places)
  const isBackwards = swapped === asIs ? isNamedBackwards(before, a, b) : swapped > asIs
  if (isBackwards) [ordered[start], ordered[start + 1]] = [b, a]
}

/** More than two at one instant (a bridge with two ports): takes the wired neighbour each time. */
function untieRun(ordered: Sighting[], start: number, end: number, places: PointPlaces): void {
  for (let i = start; i < end - 1; i++) {
    const before = ordered[i - 1]
    let next = -1
    for (let j = i; j < end; j++) {
      if (before !== undefined && places.areWired(before.point, ordered[j]!.point)) next = j
    }
    if (next > i) ordered.splice(i, 0, ...ordered.splice(next, 1))
  }
}

function wired(a: Sighting | undefined, b: Sighting | undefined, places: PointPlaces): number {
  return a !== undefined && b !== undefined && places.areWired(a.point, b.point) ? 1 : 0
}

/**
 * Without a map: a bridge stands between its ports and the routed side. A packet that was not routed yet comes from a
 * port, one that was routed comes from the bridge. Names as Docker gives them.
 */
function isNamedBackwards(before: Sighting | undefined, a: Sighting, b: Sighting): boolean {
  const wasRouted = before !== undefined && before.packet.ttl > a.packet.ttl
  const [first, second] = wasRouted ? [isBridgeName, isPortName] : [isPortName, isBridgeName]
  return first(b.point.interfaceName) && second(a.point.interfaceName)
}

function isBridgeName(name: string): boolean {
  return /^(docker\d|br-)/.test(name)
}

function isPortName(name: string): boolean {
  return name.startsWith('veth')
}
