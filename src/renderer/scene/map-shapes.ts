import { pathData } from './path'
import type { MapLayout, MapTarget } from './map-layout'
import { textStyles, type TextStyle } from './text-style'
import type { Theme } from './theme'

/** One plain shape of the static map; SVG renders them in order. `role` names it for CSS and tests. */
export type MapShape =
  | {
      readonly kind: 'rect'
      readonly role: 'box' | 'port'
      readonly target: MapTarget
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly radius: number
      readonly fill: string
      readonly stroke: string
      readonly strokeWidth: number
      readonly dash: string | null
      readonly opacity?: number
    }
  | {
      readonly kind: 'path'
      readonly role: 'wire' | 'gate' | 'boundary'
      readonly target: MapTarget
      readonly d: string
      readonly fill: string
      readonly stroke: string
      readonly strokeWidth: number
      readonly dash: string | null
      readonly opacity?: number
    }
  | {
      readonly kind: 'text'
      readonly role: 'label' | 'gate-mark'
      readonly target: MapTarget
      readonly x: number
      readonly y: number
      readonly anchor: 'start' | 'middle' | 'end'
      readonly text: string
      readonly style: TextStyle
      readonly fill: string
      readonly opacity?: number
    }

/** The static map as shapes, from the back to the front. */
export function mapShapes(layout: MapLayout, theme: Theme): MapShape[] {
  return [
    ...layout.boxes.map((box): MapShape => ({
      kind: 'rect',
      role: 'box',
      target: box.target,
      ...box.rect,
      radius: box.target.kind === 'machine' ? 14 : 10,
      fill: theme.box[box.look],
      stroke: theme.boxBorder[box.look],
      strokeWidth: 1.25 * theme.line,
      dash: box.look === 'lan' || box.look === 'stopped' ? '5 5' : null,
      ...fadeOf(box),
    })),
    ...layout.boundaries.map((boundary): MapShape => ({
      kind: 'path',
      role: 'boundary',
      target: { kind: 'wire', id: boundary.id },
      d: `M${boundary.x} ${boundary.top}L${boundary.x} ${boundary.bottom}`,
      fill: 'none',
      stroke: theme.wire,
      strokeWidth: theme.line,
      dash: '2 5',
      ...fadeOf(boundary),
    })),
    ...layout.segments
      .filter((segment) => segment.isDrawn)
      .map((segment): MapShape => ({
        kind: 'path',
        role: 'wire',
        target: { kind: 'wire', id: segment.id },
        d: pathData(segment.path),
        fill: 'none',
        stroke: theme.wire,
        strokeWidth: (segment.kind === 'wire' ? 2 : 1.5) * theme.line,
        dash: segment.isInferred ? '5 5' : null,
        ...fadeOf(segment),
      })),
    ...layout.ports.map((port): MapShape => ({
      kind: 'rect',
      role: 'port',
      target: { kind: 'interface', id: port.id },
      ...port.rect,
      radius: 4,
      fill: theme.port,
      stroke: port.isUp ? theme.portBorder : theme.wire,
      strokeWidth: 1.75 * theme.line,
      dash: port.isUp ? null : '2 2',
      ...fadeOf(port),
    })),
    ...layout.gates.flatMap(({ id, centre, rect, opacity }): MapShape[] => {
      const fade = opacity === undefined ? {} : { opacity }
      const target = { kind: 'gate', id } as const
      const [right, bottom] = [rect.x + rect.width, rect.y + rect.height]
      const d = `M${rect.x} ${centre.y}L${centre.x} ${rect.y}L${right} ${centre.y}L${centre.x} ${bottom}Z`
      return [
        {
          kind: 'path',
          role: 'gate',
          target,
          d,
          fill: theme.gate,
          stroke: theme.gateBorder,
          strokeWidth: 1.75 * theme.line,
          dash: null,
          ...fade,
        },
        {
          kind: 'text',
          role: 'gate-mark',
          target,
          x: centre.x,
          y: centre.y + 3.4,
          anchor: 'middle',
          text: 'NAT',
          style: textStyles['gate-mark'],
          fill: theme.gateText,
          ...fade,
        },
      ]
    }),
    ...layout.labels.map((label): MapShape => ({
      kind: 'text',
      role: 'label',
      target: label.target,
      ...label.at,
      anchor: label.anchor,
      text: label.text,
      style: textStyles[label.role],
      fill: label.isQuiet === true ? theme.textMuted : colourOf(label.role, theme),
      ...fadeOf(label),
    })),
  ]
}

function fadeOf({ opacity }: { readonly opacity?: number }): { readonly opacity?: number } {
  return opacity === undefined ? {} : { opacity }
}

function colourOf(role: MapLayout['labels'][number]['role'], theme: Theme): string {
  switch (role) {
    case 'title':
    case 'interface':
      return theme.text
    case 'subtitle':
    case 'address':
    case 'boundary':
      return theme.textMuted
    case 'gate-title':
    case 'gate-text':
    case 'gate-mark':
      return theme.gateText
  }
}
