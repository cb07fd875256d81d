import { useMemo } from 'react'
import { useDivergenceText } from '../../parts/use-divergence-text'
import { findWirePath } from '../../scene/find-wire-path'
import type { MapLayout } from '../../scene/map-layout'
import { mapIndex } from '../../scene/map-index'
import { pathData } from '../../scene/path'
import { placeLabels } from '../../scene/place-labels'
import { fontFamilies, lineBox, type TextStyle } from '../../scene/text-style'
import type { Topology } from '../../../core/topology/topology'
import { journeyDivergence } from '../../state/journey-divergence'
import { useScreen, useTrace } from '../../state/screen-context'
import { measureText } from './measure-text'

interface DivergenceMarksProps {
  readonly layout: MapLayout
  readonly topology: Topology
}

const style: TextStyle = { family: 'sans', size: 11.5, weight: 600 }
const markRadius = 9

/** Of the selected packet: the foretold way that it did not take, dotted, and a mark with words where it left that. */
export function DivergenceMarks({ layout, topology }: DivergenceMarksProps) {
  const { history, version } = useTrace()
  const words = useDivergenceText()
  const id = useScreen((state) => state.selection?.journey ?? state.hover.journey)
  const divergence = useMemo(() => {
    const journey = id === null ? null : history.byId(id)
    return journey === null ? null : journeyDivergence(journey, history, topology)
    // `history` is mutable; `version` says when it changed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [history, version, id, topology])
  const at = divergence && mapIndex(layout).ports.get(divergence.after)?.centre
  if (!divergence || !at) return null
  const legs = divergence.untaken.slice(1).flatMap((to, index) => {
    const wire = findWirePath(layout, divergence.untaken[index]!, to)
    return wire === null ? [] : [pathData(wire.path)]
  })
  const text = words(divergence, topology).short
  const width = measureText(text, style) + 16
  const { height } = lineBox(style)
  const avoid = [...layout.labels, ...layout.gates, ...layout.ports].map(({ rect }) => rect)
  const wish = { id: 0, anchor: at, width, height: height + 8, clearance: markRadius + 4 }
  const [box] = placeLabels([wish], layout, avoid, null)
  return (
    <g className="divergence">
      {legs.map((d, index) => (
        <path key={index} className="divergence-way" d={d} />
      ))}
      <circle className="divergence-mark" cx={at.x} cy={at.y} r={markRadius} />
      <text className="divergence-sign" x={at.x} y={at.y + 4} textAnchor="middle">
        ≠
      </text>
      {box && (
        <>
          <rect className="divergence-note" {...box} rx={5} />
          <text
            className="divergence-text"
            x={box.x + box.width / 2}
            y={box.y + box.height / 2 + 4}
            textAnchor="middle"
            fontFamily={fontFamilies[style.family]}
            fontSize={style.size}
            fontWeight={style.weight}
          >
            {text}
          </text>
        </>
      )}
    </g>
  )
}
