import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { InterfaceId, Topology } from '../../../core/topology/topology'
import type { MapLayout } from '../../scene/map-layout'
import { mapShapes, type MapShape } from '../../scene/map-shapes'
import { fontFamilies } from '../../scene/text-style'
import type { Theme } from '../../scene/theme'
import { JourneyPath } from './journey-path'
import { useActions, useScreen } from '../../state/screen-context'

interface MapShapesProps {
  readonly layout: MapLayout
  readonly theme: Theme
  readonly topology: Topology
  /** An interface was reached by keyboard, or chosen with it. */
  readonly onPort: (id: InterfaceId | null, isPinned: boolean) => void
}

/** The static map as SVG. */
export const MapShapes = memo(function MapShapes({ layout, theme, topology, onPort }: MapShapesProps) {
  const shapes = useMemo(() => mapShapes(layout, theme), [layout, theme])
  const render = (shape: MapShape, index: number) =>
    shape.kind === 'rect' && shape.role === 'port' && shape.target.kind === 'interface' ? (
      <Port key={index} shape={shape} id={shape.target.id} topology={topology} theme={theme} onPort={onPort} />
    ) : (
      <Shape key={index} shape={shape} />
    )
  // The way of the highlighted packet lies on the wires and under everything that stands on them.
  const above = shapes.findLastIndex((shape) => shape.role === 'wire') + 1
  return (
    <>
      <g>{shapes.slice(0, above).map(render)}</g>
      <JourneyPath layout={layout} topology={topology} />
      <g>{shapes.slice(above).map(render)}</g>
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
        />
      )
    case 'text':
      return (
        <text
          x={shape.x}
          y={shape.y}
          textAnchor={shape.anchor}
          fill={shape.fill}
          fontFamily={fontFamilies[shape.style.family]}
          fontSize={shape.style.size}
          fontWeight={shape.style.weight}
        >
          {shape.text}
        </text>
      )
  }
}

interface PortProps extends Omit<MapShapesProps, 'layout'> {
  readonly shape: Extract<MapShape, { kind: 'rect' }>
  readonly id: InterfaceId
}

function Port({ shape, id, topology, theme, onPort }: PortProps) {
  const { t } = useTranslation()
  const actions = useActions()
  const isHovered = useScreen((state) => state.hover.interface === id)
  const nif = topology.interfaces.find((i) => i.id === id)
  const namespace = topology.namespaces.find((n) => n.id === nif?.namespace)
  return (
    <rect
      data-interface={id}
      className={`map-port ${isHovered ? 'is-hovered' : ''}`}
      x={shape.x}
      y={shape.y}
      width={shape.width}
      height={shape.height}
      rx={shape.radius}
      fill={isHovered ? theme.accent : shape.fill}
      stroke={shape.stroke}
      strokeWidth={shape.strokeWidth}
      strokeDasharray={shape.dash ?? undefined}
      role="button"
      tabIndex={0}
      aria-label={t('map.interface', { name: nif?.name ?? id, namespace: namespace?.name ?? '' })}
      onFocus={(event) => {
        if (!event.currentTarget.matches(':focus-visible')) return
        actions.hoverInterface(id)
        onPort(id, false)
      }}
      onBlur={() => {
        actions.hoverInterface(null)
        onPort(null, false)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        onPort(id, true)
      }}
    />
  )
}
