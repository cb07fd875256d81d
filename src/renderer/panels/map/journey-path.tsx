import { useMemo } from 'react'
import type { Topology } from '../../../core/topology/topology'
import { packetMeaning } from '../../scene/packet-meaning'
import { journeyLegs } from '../../scene/journey-legs'
import type { MapLayout } from '../../scene/map-layout'
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
    return journey === null ? null : { journey, paths: journeyLegs(journey, layout, topology) }
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
