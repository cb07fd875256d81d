import type { InterfaceId } from '../../core/topology/topology'
import type { Point, Rect } from './geometry'
import { overlaps, squareAround } from './geometry'
import type {
  BoundaryLayout,
  BoxLayout,
  GateLayout,
  LabelLayout,
  MapLayout,
  MapTarget,
  PortLayout,
  SegmentLayout,
} from './map-layout'
import { movePath } from './path'
import { lineBox, textStyles, visibleText, type MeasureText, type TextRole } from './text-style'

/** Half the side of a port, and of the square around a gate's diamond. */
export const portRadius = 6.5
export const gateRadius = 19

/** A part of the map under construction, in its own coordinates; the only mutable thing of the layout. */
export class Sheet {
  readonly boxes: BoxLayout[] = []
  readonly ports: PortLayout[] = []
  readonly gates: GateLayout[] = []
  readonly labels: LabelLayout[] = []
  readonly segments: SegmentLayout[] = []
  readonly boundaries: BoundaryLayout[] = []

  constructor(readonly measure: MeasureText) {}

  /** Writes one line of text; returns the rectangle that it covers. */
  write(
    target: MapTarget,
    role: TextRole,
    raw: string,
    at: Point,
    anchor: LabelLayout['anchor'] = 'start',
    isQuiet = false,
  ): Rect {
    const text = visibleText(raw)
    const style = textStyles[role]
    const { height, above } = lineBox(style)
    const width = this.measure(text, style)
    const x = anchor === 'start' ? at.x : anchor === 'end' ? at.x - width : at.x - width / 2
    const rect: Rect = { x, y: at.y - above, width, height }
    if (text !== '') this.labels.push({ target, role, text, at, anchor, rect, ...(isQuiet && { isQuiet }) })
    return rect
  }

  port(
    nic: { readonly id: InterfaceId; readonly kind: PortLayout['kind']; readonly isUp: boolean },
    centre: Point,
  ): void {
    this.ports.push({ id: nic.id, kind: nic.kind, centre, rect: squareAround(centre, portRadius), isUp: nic.isUp })
  }

  /** Adds everything on another sheet, moved by (dx, dy). */
  paste(other: Sheet, dx: number, dy: number): void {
    const point = (p: Point): Point => ({ x: p.x + dx, y: p.y + dy })
    const rect = (r: Rect): Rect => ({ ...r, x: r.x + dx, y: r.y + dy })
    this.boxes.push(...other.boxes.map((each) => ({ ...each, rect: rect(each.rect) })))
    this.ports.push(...other.ports.map((each) => ({ ...each, centre: point(each.centre), rect: rect(each.rect) })))
    this.gates.push(...other.gates.map((each) => ({ ...each, centre: point(each.centre), rect: rect(each.rect) })))
    this.labels.push(...other.labels.map((each) => ({ ...each, at: point(each.at), rect: rect(each.rect) })))
    for (const each of other.boundaries) {
      this.boundaries.push({ ...each, x: each.x + dx, top: each.top + dy, bottom: each.bottom + dy })
    }
    for (const each of other.segments) {
      const railX = each.railX === null ? null : each.railX + dx
      this.segments.push({ ...each, path: movePath(each.path, dx, dy), railX })
    }
  }

  /**
   * An upright line with a word on each side of its head, at the baseline `top`; left out where it would run through a
   * label or a word would cover something.
   */
  boundary(
    id: string,
    target: MapTarget,
    x: number,
    top: number,
    bottom: number,
    words: readonly [string, string],
  ): void {
    const style = textStyles.boundary
    const { height, above } = lineBox(style)
    const [left, right] = words.map((word) => this.measure(visibleText(word), style)) as [number, number]
    const head: Rect = { x: x - left - 7, y: top - above, width: left + right + 14, height }
    const line: Rect = { x: x - 1, y: top - above, width: 2, height: bottom - top + above }
    const marks = [...this.labels, ...this.gates, ...this.ports].map(({ rect }) => rect)
    const boxes = this.boxes.filter(({ target: each }) => each.kind !== 'machine').map(({ rect }) => rect)
    if (marks.some((rect) => overlaps(rect, line) || overlaps(rect, head))) return
    if (boxes.some((rect) => overlaps(rect, line) || overlaps(rect, head))) return
    this.boundaries.push({ id, x, top: top - above, bottom })
    this.write(target, 'boundary', words[0], { x: x - 7, y: top }, 'end')
    this.write(target, 'boundary', words[1], { x: x + 7, y: top })
  }

  portAt(id: InterfaceId): Point | null {
    return this.ports.find((port) => port.id === id)?.centre ?? null
  }

  layout(width: number, height: number, hidden: readonly InterfaceId[]): MapLayout {
    const { boxes, ports, gates, labels, segments, boundaries } = this
    return { width, height, boxes, ports, gates, labels, segments, boundaries, hidden }
  }
}
