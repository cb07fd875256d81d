import type { Journey } from '../../core/journey/journey'
import { listStations } from '../../core/playback/list-stations'
import type { Topology } from '../../core/topology/topology'
import { findWirePath } from './find-wire-path'
import type { MapLayout } from './map-layout'
import { pathData } from './path'

/** A packet's way from one interface to the next, as the `d` of an SVG path in map units. */
export interface JourneyLeg {
  readonly d: string
  /** Nobody saw the packet at both ends, or the map has no line there. */
  readonly isInferred: boolean
}

/** A packet's whole way over the map. */
export function journeyLegs(journey: Journey, layout: MapLayout, topology: Topology): readonly JourneyLeg[] {
  const stations = listStations(journey, topology)
  return stations.slice(1).flatMap((to, index) => {
    const from = stations[index]!
    const wire = findWirePath(layout, from.interface, to.interface)
    if (wire === null) return []
    const isSeen = from.sighting !== null && to.sighting !== null
    return [{ d: pathData(wire.path), isInferred: !isSeen || wire.isHidden }]
  })
}
