import type { Sighting } from '../correlate/sighting'
import { destinationMacNumber } from '../decode/mac-address'
import { indexTopology } from '../topology/index-topology'
import { linkPath } from '../topology/link-path'
import type { Interface } from '../topology/topology'
import type { PointPlaces } from './point-places'

/** Where a frame was seen: on its way, and elsewhere because a bridge sent it out at every port. */
export interface SplitPath {
  readonly path: readonly Sighting[]
  readonly copies: readonly Sighting[]
}

const noCopies: readonly Sighting[] = []

/**
 * Parts sightings in path order into the packet's way and the copies that bridges sent elsewhere. A bridge floods what is
 * for everybody, and what is for a MAC address that it has not learned. The way leads to who holds the destination, as
 * the map tells; where nobody on the map does, a broadcast's ends at the first bridge and any other frame has one way.
 */
export function splitCopies(ordered: readonly Sighting[], places: PointPlaces): SplitPath {
  // Without a map nobody knows which of two places is further on.
  if (places.topology.wires.length === 0) return { path: ordered, copies: noCopies }
  let copies: Sighting[] | null = null
  for (let start = 0; start < ordered.length;) {
    // Only routing lowers the TTL, and only what was not routed in between was flooded together.
    let end = start + 1
    while (end < ordered.length && ordered[end]!.packet.ttl === ordered[start]!.packet.ttl) end++
    if (end - start > 1 && isFlooded(ordered, start, end, places)) {
      ;(copies ??= []).push(...findCopies(ordered.slice(start, end), places))
    }
    start = end
  }
  if (copies === null || copies.length === 0) return { path: ordered, copies: noCopies }
  const elsewhere = new Set(copies)
  return { path: ordered.filter((sighting) => !elsewhere.has(sighting)), copies }
}

/** For everybody, or seen in two places one after the other that no wire joins. */
function isFlooded(ordered: readonly Sighting[], start: number, end: number, places: PointPlaces): boolean {
  if (isForAll(ordered[start]!)) return true
  for (let index = start + 1; index < end; index++) {
    const [before, at] = [ordered[index - 1]!.point, ordered[index]!.point]
    if (before.machine === at.machine && !places.areWired(before, at)) return true
  }
  return false
}

/** The group bit of IEEE 802: the lowest of the first byte. */
function isForAll({ packet }: Sighting): boolean {
  const mac = destinationMacNumber(packet)
  return mac >= 0 && Math.floor(mac / 2 ** 40) % 2 === 1
}

function findCopies(segment: readonly Sighting[], places: PointPlaces): readonly Sighting[] {
  const [first] = segment
  const origin = first === undefined ? null : places.interfaceOf(first.point)
  if (first === undefined || origin === null) return noCopies
  const way =
    linkPath(places.topology, origin.id, first.packet.destination) ??
    (isForAll(first) ? untilBridge(segment, places) : [])
  const onWay = new Set(way.map(({ id }) => id))
  const { interfaces, wiresOf } = indexTopology(places.topology)
  const isPort = (nic: Interface | undefined) => nic?.master != null && onWay.has(nic.master)
  return segment.filter(({ point }) => {
    const place = places.interfaceOf(point)
    if (place === null || onWay.has(place.id)) return false
    // At a port of a bridge on the way, or at the other end of its wire; of anything else the map may not know enough.
    return (
      isPort(place) || (wiresOf.get(place.id) ?? []).some(({ ends }) => ends.some((end) => isPort(interfaces.get(end))))
    )
  })
}

function untilBridge(segment: readonly Sighting[], places: PointPlaces): readonly Interface[] {
  const way = segment.flatMap(({ point }) => places.interfaceOf(point) ?? [])
  return way.slice(0, way.findIndex(({ kind }) => kind === 'bridge') + 1)
}
