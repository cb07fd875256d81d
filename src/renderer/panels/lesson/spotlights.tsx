import { useId } from 'react'
import { spotlightsAt } from '../../../core/lesson/at-moment'
import type { Spotlight } from '../../../core/lesson/lesson'
import type { Topology } from '../../../core/topology/topology'
import type { MapLayout } from '../../scene/map-layout'
import { pathData } from '../../scene/path'
import { spotlightArea } from '../../scene/spotlight-area'
import type { Theme } from '../../scene/theme'
import { isLeading, lessonOf, lessonTimeOf, type OpenLesson } from '../../state/lesson/lesson-state'
import { useLesson } from '../../state/use-lesson'

interface SpotlightsProps {
  readonly layout: MapLayout
  readonly topology: Topology
  readonly theme: Theme
}

const nothing: readonly Spotlight[] = []
let lastLit = nothing

/** The spotlights that are on; the same list while they stay the same. */
function litOf(lesson: OpenLesson | null): readonly Spotlight[] {
  if (!isLeading(lesson)) return nothing
  const lit = spotlightsAt(lessonOf(lesson), lessonTimeOf(lesson))
  if (lit.length === 0) return nothing
  const isSame = lit.length === lastLit.length && lit.every((each, index) => each === lastLit[index])
  if (!isSame) lastLit = lit
  return lastLit
}

/** Dims the map, in its own units, except what the lesson points at. */
export function Spotlights({ layout, topology, theme }: SpotlightsProps) {
  const lit = useLesson(litOf)
  const mask = useId()
  const areas = lit.map(({ target }) => spotlightArea(layout, topology, target))
  const rects = areas.flatMap((area) => area.rects)
  const wires = areas.flatMap((area) => area.wires)
  if (rects.length === 0 && wires.length === 0) return null
  const far = 20_000
  const everything = { x: -far, y: -far, width: layout.width + far * 2, height: layout.height + far * 2 }
  return (
    <g className="spotlights" aria-hidden="true">
      {/* A mask, because one lit thing may lie within another. */}
      <mask id={mask} maskUnits="userSpaceOnUse" {...everything}>
        <rect {...everything} fill="white" />
        {rects.map((rect, index) => (
          <rect key={index} {...rect} rx={9} fill="black" />
        ))}
      </mask>
      <rect {...everything} fill={theme.background} opacity={0.55} mask={`url(#${mask})`} />
      {wires.map((wire, index) => (
        <path key={`w${index}`} d={pathData(wire)} fill="none" stroke={theme.focus} strokeWidth={4} />
      ))}
      {rects.map((rect, index) => (
        <rect key={index} {...rect} rx={9} fill="none" stroke={theme.focus} strokeWidth={3} />
      ))}
    </g>
  )
}
