import { indexTopology, normaliseAddress } from './index-topology'
import type { Interface, InterfaceId, Topology } from './topology'

/**
 * The interfaces that a frame passes on its way from one interface to the one that holds `address` on the same link,
 * in order, both ends included; null when no wire leads there. Only bridges and their ports pass frames on.
 */
export function linkPath(topology: Topology, from: InterfaceId, address: string): readonly Interface[] | null {
  const wanted = normaliseAddress(address)
  return linkPathTo(topology, from, (nic) => nic.addresses.some((each) => normaliseAddress(each.address) === wanted))
}

/** The same to the nearest interface that fits. */
export function linkPathTo(
  topology: Topology,
  from: InterfaceId,
  fits: (nic: Interface) => boolean,
): readonly Interface[] | null {
  const { interfaces, wiresOf } = indexTopology(topology)
  const cameFrom = new Map<InterfaceId, InterfaceId | null>([[from, null]])
  const queue = [from]
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const nic = interfaces.get(next)
    if (nic === undefined) continue
    if (next !== from && fits(nic)) return walkBack(cameFrom, next).flatMap((id) => interfaces.get(id) ?? [])
    if (next !== from && nic.kind !== 'bridge' && nic.master === null) continue
    for (const wire of wiresOf.get(next) ?? []) {
      for (const end of wire.ends) {
        if (cameFrom.has(end)) continue
        cameFrom.set(end, next)
        queue.push(end)
      }
    }
  }
  return null
}

function walkBack(cameFrom: ReadonlyMap<InterfaceId, InterfaceId | null>, end: InterfaceId): InterfaceId[] {
  const path: InterfaceId[] = []
  for (let id: InterfaceId | null = end; id !== null; id = cameFrom.get(id) ?? null) path.unshift(id)
  return path
}
