import { memo, useMemo } from 'react'
import type { Topology } from '../../../core/topology/topology'
import type { MapLayout } from '../../scene/map-layout'
import { mapShapes, type MapShape } from '../../scene/map-shapes'
import { boxKey } from '../../scene/moves'
import { fontFamilies } from '../../scene/text-style'
import type { Theme } from '../../scene/theme'
import { DivergenceMarks } from './divergence-marks'
import { JourneyPath } from './journey-path'
import { MapMark } from './map-mark'

interface MapShapesProps {
  readonly layout: MapLayout
  readonly theme: Theme
  readonly topology: Topology
  /** The one thing on the map that Tab leads to; arrow keys lead on from there. */
  readonly current: string | null
}

/** The static map as SVG. */
export const MapShapes = memo(function MapShapes({ layout, theme, topology, current }: MapShapesProps) {
  const shapes = useMemo(() => mapShapes(layout, theme), [layout, theme])
  const render = (shape: MapShape, index: number) => {
    if (
      shape.kind === 'text' ||
      shape.role === 'wire' ||
      shape.role === 'boundary' ||
      (shape.role === 'box' && shape.target.kind === 'interface')
    ) {
      return <Shape key={index} shape={shape} />
    }
    const key = boxKey(shape.target)
    return (
      <MapMark key={key} shape={shape} layout={layout} topology={topology} theme={theme} isCurrent={key === current} />
    )
  }
  // The way of the highlighted packet lies on the wires and under everything that stands on them.
  const above = shapes.findLastIndex((shape) => shape.role === 'wire') + 1
  return (
    <>
      <g>{shapes.slice(0, above).map(render)}</g>
      <JourneyPath layout={layout} topology={topology} />
      <g>{shapes.slice(above).map(render)}</g>
      <DivergenceMarks layout={layout} topology={topology} />
    </>
  )
})

function Shape({ shape }: { readonly shape: MapShape }) {
  switch (shape.kind) {
    case 'rect':
      return (
        <rect
          x={shape.x}
          y={shape.y}
          width={shape.width}
          height={shape.height}
          rx={shape.radius}
          fill={shape.fill}
          stroke={shape.stroke}
          strokeWidth={shape.strokeWidth}
          strokeDasharray={shape.dash ?? undefined}
          opacity={shape.opacity}
        />
      )
    case 'path':
      return (
        <path
          className={`map-${shape.role}`}
          d={shape.d}
          fill={shape.fill}
          stroke={shape.stroke}
          strokeWidth={shape.strokeWidth}
          strokeDasharray={shape.dash ?? undefined}
          opacity={shape.opacity}
        />
      )
    case 'text':
      return (
        <text
          x={shape.x}
          y={shape.y}
          textAnchor={shape.anchor}
          fill={shape.fill}
          opacity={shape.opacity}
          fontFamily={fontFamilies[shape.style.family]}
          fontSize={shape.style.size}
          fontWeight={shape.style.weight}
        >
          {shape.text}
        </text>
      )
  }
}
