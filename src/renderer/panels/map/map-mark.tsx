import type { SVGProps } from 'react'
import type { Topology } from '../../../core/topology/topology'
import type { MapLayout } from '../../scene/map-layout'
import type { MapShape } from '../../scene/map-shapes'
import { boxKey } from '../../scene/moves'
import type { Theme } from '../../scene/theme'
import { useScreen } from '../../state/screen-context'
import { useTargetName } from './use-target-name'

interface MapMarkProps {
  readonly shape: Exclude<MapShape, { kind: 'text' }>
  readonly layout: MapLayout
  readonly topology: Topology
  readonly theme: Theme
  readonly isCurrent: boolean
}

/** A box, an interface or a gate: what the keyboard can reach and a screen reader names. */
export function MapMark({ shape, layout, topology, theme, isCurrent }: MapMarkProps) {
  const { target } = shape
  const id = target.kind === 'interface' ? target.id : null
  const isHovered = useScreen((state) => id !== null && state.hover.interface === id)
  const name = useTargetName(target, topology, layout)
  const idle = layout.boxes.find((box) => target.kind === 'idle' && box.target === target)?.idle
  const shared: SVGProps<SVGElement> & { readonly 'data-key': string; readonly 'data-interface'?: string } = {
    'data-key': boxKey(target),
    ...(id === null ? {} : { 'data-interface': id }),
    className: `map-mark map-${shape.role} ${isHovered ? 'is-hovered' : ''}`,
    fill: isHovered ? theme.accent : shape.fill,
    stroke: shape.stroke,
    strokeWidth: shape.strokeWidth,
    strokeDasharray: shape.dash ?? undefined,
    opacity: shape.opacity,
    role: 'button',
    tabIndex: isCurrent ? 0 : -1,
    'aria-label': name,
    ...(idle === undefined ? {} : { 'aria-expanded': idle.isOpen }),
  }
  return shape.kind === 'path' ? (
    <path {...(shared as SVGProps<SVGPathElement>)} d={shape.d} />
  ) : (
    <rect
      {...(shared as SVGProps<SVGRectElement>)}
      x={shape.x}
      y={shape.y}
      width={shape.width}
      height={shape.height}
      rx={shape.radius}
    />
  )
}
