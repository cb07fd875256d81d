import type { Sighting } from '../correlate/sighting'
import type { InterfaceId, Topology } from '../topology/topology'
import { PointPlaces } from './point-places'
import { PredictedPaths } from './predicted-path'

/** Where a packet left the way that the map's routes and rules foretell. */
export interface Divergence {
  /** The last place on the foretold way at which it was seen; `expected` itself when it was never on that way. */
  readonly after: InterfaceId
  /** Where it should have been next, and where it was seen instead. */
  readonly expected: InterfaceId
  readonly seen: InterfaceId
  /** The rest of the foretold way, from `after` on. */
  readonly untaken: readonly InterfaceId[]
}

const known = new WeakMap<Topology, { readonly places: PointPlaces; readonly paths: PredictedPaths }>()

/**
 * Compares a packet's sightings, in path order, with the way that the topology foretells; null while they agree, where
 * nothing is foretold, and where the map ends. `request` is the path of the journey that this one answers. A packet that
 * was merely not seen any more is no divergence.
 */
export function findDivergence(
  path: readonly Sighting[],
  request: readonly Sighting[] | null,
  topology: Topology,
): Divergence | null {
  const first = path[0]
  if (first === undefined || isForMany(first.packet.destination)) return null
  let kept = known.get(topology)
  if (kept === undefined) {
    const places = new PointPlaces(topology)
    kept = { places, paths: new PredictedPaths(places) }
    known.set(topology, kept)
  }
  const predicted = kept.paths.of(path, request)
  const seen = path.map(({ point }) => kept.places.interfaceOf(point)?.id ?? null)
  const [start] = predicted
  const [origin = null] = seen
  if (start !== undefined && origin !== null && !predicted.includes(origin) && !seen.includes(start)) {
    // It left its sender by another interface; packets of which only a later part was seen tell nothing.
    const [from, to] = [origin, start].map((id) => kept.places.topology.interfaces.find((nic) => nic.id === id))
    if (from === undefined || to === undefined || from.namespace !== to.namespace) return null
    return { after: start, expected: start, seen: from.id, untaken: predicted }
  }
  for (const [index, id] of seen.entries()) {
    const before = seen[index - 1]
    if (id === null || before === null || before === undefined || predicted.includes(id)) continue
    const at = predicted.indexOf(before)
    const expected = predicted[at + 1]
    if (at === -1 || expected === undefined || seen.includes(expected)) return null
    return { after: before, expected, seen: id, untaken: predicted.slice(at) }
  }
  return null
}

/** Broadcast, multicast and link-local addresses lie behind every interface; no route says which. */
function isForMany(destination: string): boolean {
  return /^(22[4-9]|23\d|255)\.|^169\.254\.|^ff|^fe[89ab]/i.test(destination)
}
