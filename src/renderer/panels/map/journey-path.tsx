import { useMemo } from 'react'
import type { Journey } from '../../../core/journey/journey'
import { listStations } from '../../../core/playback/list-stations'
import type { Topology } from '../../../core/topology/topology'
import { packetMeaning } from '../../scene/packet-meaning'
import { findWirePath } from '../../scene/find-wire-path'
import type { MapLayout } from '../../scene/map-layout'
import { pathData } from '../../scene/path'
import { useScreen, useTrace } from '../../state/screen-context'

interface JourneyPathProps {
  readonly layout: MapLayout
  readonly topology: Topology
}

/** The way of the packet that is pointed at or selected, drawn over the map's wires; dashed where it is inferred. */
export function JourneyPath({ layout, topology }: JourneyPathProps) {
  const { history, version } = useTrace()
  const id = useScreen((state) => state.hover.journey ?? state.selection?.journey ?? null)
  const legs = useMemo(() => {
    const journey = id === null ? null : history.byId(id)
    return journey === null ? null : { journey, paths: legsOf(journey, layout, topology) }
    // `history` is mutable; `version` says when it changed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [history, version, id, layout, topology])
  if (legs === null) return null
  return (
    <g className={`journey-path meaning-${packetMeaning(legs.journey)}`}>
      {legs.paths.map((leg, index) => (
        <path key={index} d={leg.d} strokeDasharray={leg.isInferred ? '6 6' : undefined} />
      ))}
    </g>
  )
}

function legsOf(journey: Journey, layout: MapLayout, topology: Topology): { d: string; isInferred: boolean }[] {
  const stations = listStations(journey, topology)
  return stations.slice(1).flatMap((to, index) => {
    const from = stations[index]!
    const wire = findWirePath(layout, from.interface, to.interface)
    if (wire === null) return []
    const isSeen = from.sighting !== null && to.sighting !== null
    return [{ d: pathData(wire.path), isInferred: !isSeen || wire.isHidden }]
  })
}
