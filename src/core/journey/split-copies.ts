import type { Sighting } from '../correlate/sighting'
import { destinationMacNumber } from '../decode/mac-address'
import { linkPath } from '../topology/link-path'
import type { InterfaceId } from '../topology/topology'
import type { PointPlaces } from './point-places'

/** Where a frame for everybody was seen: on its way, and elsewhere because bridges send it out at every port. */
export interface SplitPath {
  readonly path: readonly Sighting[]
  readonly copies: readonly Sighting[]
}

const noCopies: readonly Sighting[] = []

/**
 * Parts a broadcast or multicast, in path order, into its way to who holds its destination, as the map tells, and the
 * copies that bridges sent elsewhere; where nobody on the map holds it the way ends at the first bridge. Any other frame
 * has one way.
 */
export function splitCopies(ordered: readonly Sighting[], places: PointPlaces): SplitPath {
  const first = ordered[0]
  const origin = first === undefined || !isForAll(first) ? null : places.interfaceOf(first.point)
  if (first === undefined || origin === null || ordered.length < 2) return { path: ordered, copies: noCopies }
  const way = linkPath(places.topology, origin.id, first.packet.destination)
  const isOnWay = way === null ? untilBridge(ordered, places) : isAmong(new Set(way.map(({ id }) => id)), places)
  const path = ordered.filter(isOnWay)
  return path.length === ordered.length
    ? { path: ordered, copies: noCopies }
    : { path, copies: ordered.filter((sighting) => !path.includes(sighting)) }
}

/** The group bit of IEEE 802: the lowest of the first byte. */
function isForAll({ packet }: Sighting): boolean {
  const mac = destinationMacNumber(packet)
  return mac >= 0 && Math.floor(mac / 2 ** 40) % 2 === 1
}

function isAmong(ids: ReadonlySet<InterfaceId>, places: PointPlaces): (sighting: Sighting) => boolean {
  return ({ point }) => {
    const place = places.interfaceOf(point)
    // What the map does not know stays where it was seen.
    return place === null || ids.has(place.id)
  }
}

function untilBridge(ordered: readonly Sighting[], places: PointPlaces): (sighting: Sighting) => boolean {
  const bridge = ordered.findIndex(({ point }) => places.interfaceOf(point)?.kind === 'bridge')
  return (sighting) => bridge < 0 || ordered.indexOf(sighting) <= bridge
}
