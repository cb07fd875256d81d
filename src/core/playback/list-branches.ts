import type { Journey } from '../journey/journey'
import { indexTopology } from '../topology/index-topology'
import type { InterfaceId, Topology } from '../topology/topology'
import { interfaceOfPoint } from './list-stations'
import type { Branch, Station } from './timeline'

const none: readonly Branch[] = []

/**
 * The ways that a broadcast's copies took: each leaves a station, and what was seen further on along the wires follows.
 * A copy to which no wire leads from anything seen is left out.
 */
export function listBranches(journey: Journey, stations: readonly Station[], topology: Topology): readonly Branch[] {
  if (journey.copies.length === 0) return none
  const { wiresOf } = indexTopology(topology)
  const isWired = (a: InterfaceId, b: InterfaceId) => wiresOf.get(a)?.some(({ ends }) => ends.includes(b)) ?? false
  const branches: { readonly from: number; readonly way: InterfaceId[] }[] = []
  for (const copy of journey.copies) {
    const id = interfaceOfPoint(copy.point)
    const grown = branches.find(({ way }) => isWired(way.at(-1)!, id))
    const from = stations.findIndex((station) => isWired(station.interface, id))
    if (grown !== undefined) grown.way.push(id)
    else if (from >= 0) branches.push({ from, way: [stations[from]!.interface, id] })
  }
  return branches
}
