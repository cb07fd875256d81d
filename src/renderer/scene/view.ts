import type { Camera } from '../../core/lesson/lesson'
import type { Point, Rect } from './geometry'
import { contains } from './geometry'
import type { MapLayout, MapTarget } from './map-layout'
import { samplePath } from './path'

/** How the map is seen: screen = map × zoom + (x, y). The same numbers as d3-zoom's `{k, x, y}`. */
export interface View {
  readonly zoom: number
  readonly x: number
  readonly y: number
}

/** How large a map may be shown. */
const largestZoom = 4
/** A small map is not blown up beyond this when it is fitted. */
export const largestFit = 1.25

/** The view that shows the whole map in the middle of a viewport of this size, with `margin` pixels around it. */
export function fitView(layout: Pick<MapLayout, 'width' | 'height'>, width: number, height: number, margin = 8): View {
  return fitRect({ x: 0, y: 0, width: layout.width, height: layout.height }, width, height, margin)
}

/** The view that shows a part of the map in the middle of the viewport. */
export function fitRect(rect: Rect, width: number, height: number, margin = 8): View {
  if (rect.width <= 0 || rect.height <= 0) return { zoom: 1, x: 0, y: 0 }
  const room = { width: Math.max(1, width - margin * 2), height: Math.max(1, height - margin * 2) }
  const zoom = Math.min(room.width / rect.width, room.height / rect.height, largestFit)
  return {
    zoom,
    x: (width - rect.width * zoom) / 2 - rect.x * zoom,
    y: (height - rect.height * zoom) / 2 - rect.y * zoom,
  }
}

/** At this zoom the smallest text of the map is as large as the screen's own. */
const readableZoom = 0.9
/** A map that is readable shows at least this share of itself in each direction. */
const leastShown = 0.52

/**
 * How the map is seen before anybody moves it: all of it, or with a `scale` above 1 only as much, from its top left
 * corner on, as can be read from the back of a room; packets are then followed.
 */
export function startView(
  layout: Pick<MapLayout, 'width' | 'height'>,
  { width, height }: { readonly width: number; readonly height: number },
  scale: number,
): View {
  const margin = 8
  const whole = fitView(layout, width, height, margin)
  if (scale <= 1 || layout.width <= 0 || layout.height <= 0) return whole
  const most = Math.min((width - margin * 2) / layout.width, (height - margin * 2) / layout.height, largestFit * scale)
  const zoom = Math.max(most, Math.min(readableZoom * scale, whole.zoom / leastShown))
  const place = (room: number, length: number) => (length <= room ? (room - length) / 2 : margin - 12 * zoom)
  return { zoom, x: place(width, layout.width * zoom), y: place(height, layout.height * zoom) }
}

/** The view after zooming by `factor` with the screen point staying where it is. */
export function zoomAt(view: View, point: Point, factor: number): View {
  const zoom = Math.min(largestZoom, Math.max(0.05, view.zoom * factor))
  const ratio = zoom / view.zoom
  return { zoom, x: point.x - (point.x - view.x) * ratio, y: point.y - (point.y - view.y) * ratio }
}

/** The view moved by screen pixels. */
export function panBy(view: View, dx: number, dy: number): View {
  return { ...view, x: view.x + dx, y: view.y + dy }
}

/** Screen pixels → map units. */
export function toMap(view: View, screenPoint: Point): Point {
  return { x: (screenPoint.x - view.x) / view.zoom, y: (screenPoint.y - view.y) / view.zoom }
}

/** Map units → screen pixels. */
export function toScreen(view: View, mapPoint: Point): Point {
  return { x: mapPoint.x * view.zoom + view.x, y: mapPoint.y * view.zoom + view.y }
}

/** What lies at a point of the map: ports and gates before labels, wires and boxes; null outside of everything. */
export function hitTest(layout: MapLayout, point: Point, reach = 4): MapTarget | null {
  const around = (rect: Rect): Rect => ({
    x: rect.x - reach,
    y: rect.y - reach,
    width: rect.width + reach * 2,
    height: rect.height + reach * 2,
  })
  const port = layout.ports.find(({ rect }) => contains(around(rect), point))
  if (port !== undefined) return { kind: 'interface', id: port.id }
  const gate = layout.gates.find(
    ({ centre, rect }) => Math.abs(point.x - centre.x) + Math.abs(point.y - centre.y) <= rect.width / 2 + reach,
  )
  if (gate !== undefined) return { kind: 'gate', id: gate.id }
  const label = layout.labels.find(({ rect }) => contains(rect, point))
  if (label !== undefined) return label.target
  const wire = layout.segments.find(
    ({ path, isDrawn }) =>
      isDrawn &&
      samplePath(path).points.some((each, index, all) => index > 0 && isNear(point, all[index - 1]!, each, reach)),
  )
  if (wire !== undefined) return { kind: 'wire', id: wire.id }
  return layout.boxes.findLast(({ rect }) => contains(rect, point))?.target ?? null
}

function isNear(point: Point, a: Point, b: Point, reach: number): boolean {
  const length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2
  const along = length === 0 ? 0 : ((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / length
  const t = Math.min(1, Math.max(0, along))
  return Math.hypot(point.x - a.x - (b.x - a.x) * t, point.y - a.y - (b.y - a.y) * t) <= reach
}

/** The view moved as little as needed for a map point to be at least a quarter of the viewport away from its edges. */
export function keepInView(view: View, mapPoint: Point, width: number, height: number): View {
  const { x, y } = toScreen(view, mapPoint)
  const dx = Math.min(Math.max(x, width / 4), (width * 3) / 4) - x
  const dy = Math.min(Math.max(y, height / 4), (height * 3) / 4) - y
  return dx === 0 && dy === 0 ? view : panBy(view, dx, dy)
}

/** The view of a lesson's camera: its point in the middle, as many times larger than when the whole map fits. */
export function viewOfCamera(
  { x, y, zoom }: Camera,
  layout: Pick<MapLayout, 'width' | 'height'>,
  { width, height }: { readonly width: number; readonly height: number },
): View {
  const scale = fitView(layout, width, height).zoom * zoom
  return { zoom: scale, x: width / 2 - layout.width * x * scale, y: height / 2 - layout.height * y * scale }
}

/** The camera that a view is: the other way round. */
export function cameraOfView(
  view: View,
  layout: Pick<MapLayout, 'width' | 'height'>,
  { width, height }: { readonly width: number; readonly height: number },
): Camera {
  const middle = toMap(view, { x: width / 2, y: height / 2 })
  const share = (at: number, length: number) => (length <= 0 ? 0.5 : at / length)
  return {
    x: share(middle.x, layout.width),
    y: share(middle.y, layout.height),
    zoom: view.zoom / fitView(layout, width, height).zoom,
  }
}
