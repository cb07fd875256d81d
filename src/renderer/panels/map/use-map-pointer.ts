import { useRef, useState, type PointerEvent, type RefObject } from 'react'
import type { DrawnToken } from '../../scene/draw-scene'
import { contains, type Point } from '../../scene/geometry'
import { mapItem } from '../../scene/map-items'
import type { BoxLayout, MapLayout, MapTarget } from '../../scene/map-layout'
import { boxKey } from '../../scene/moves'
import { hitTest, panBy, toMap, type View } from '../../scene/view'
import type { ArrangedMap } from './use-map-layout'

const clickDistance = 4

type Grip =
  | { readonly kind: 'map'; readonly start: Point; readonly last: Point }
  | { readonly kind: 'box'; readonly start: Point; readonly key: string; readonly before: Point }

interface PointerParts {
  readonly layout: MapLayout
  readonly view: View
  readonly map: ArrangedMap
  readonly tokens: RefObject<readonly DrawnToken[]>
  /** Set while the pointer holds something, when nothing else is to move the map. */
  readonly isGrippingRef: RefObject<boolean>
  readonly onView: (view: View) => void
  readonly onPoint: (token: DrawnToken | null, target: MapTarget | null) => void
  readonly onChoose: (token: DrawnToken | null, target: MapTarget | null) => void
}

/** What the pointer does on the map: it points, chooses, drags the map, or drags a box to another place. */
export function useMapPointer({ layout, view, map, tokens, isGrippingRef, onView, onPoint, onChoose }: PointerParts) {
  const grip = useRef<Grip | null>(null)
  const [isOverBox, setIsOverBox] = useState(false)
  const at = (event: PointerEvent): Point => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  const tokenAt = (point: Point) =>
    tokens.current.findLast((token) => Math.hypot(token.x - point.x, token.y - point.y) <= token.radius + 3) ?? null
  const hasMoved = (start: Point, point: Point) => Math.hypot(point.x - start.x, point.y - start.y) > clickDistance
  const by = ({ before, start }: Extract<Grip, { kind: 'box' }>, point: Point): Point => ({
    x: before.x + (point.x - start.x) / view.zoom,
    y: before.y + (point.y - start.y) / view.zoom,
  })
  return {
    isOverBox,
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return
      const start = at(event)
      const key = tokenAt(start) === null ? movableKey(layout, toMap(view, start)) : null
      grip.current =
        key === null ? { kind: 'map', start, last: start } : { kind: 'box', start, key, before: map.moveOf(key) }
      isGrippingRef.current = true
      event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove: (event: PointerEvent) => {
      const point = at(event)
      const held = grip.current
      if (held === null) {
        const token = tokenAt(point)
        const target = token === null ? targetAt(layout, toMap(view, point)) : null
        setIsOverBox(token === null && movableKey(layout, toMap(view, point)) !== null)
        onPoint(token, target)
      } else if (held.kind === 'map') {
        onView(panBy(view, point.x - held.last.x, point.y - held.last.y))
        grip.current = { ...held, last: point }
      } else if (hasMoved(held.start, point)) {
        // The view stays as it is while the box is dragged, however large the map becomes.
        onView(view)
        map.drag(held.key, by(held, point))
      }
    },
    onPointerUp: (event: PointerEvent) => {
      const held = grip.current
      grip.current = null
      isGrippingRef.current = false
      if (held === null) return
      const point = at(event)
      if (hasMoved(held.start, point)) {
        if (held.kind === 'box') map.drop(held.key, by(held, point))
        return
      }
      const token = tokenAt(point)
      onChoose(token, token === null ? targetAt(layout, toMap(view, point)) : null)
    },
    onPointerCancel: () => {
      if (grip.current?.kind === 'box') map.drag(grip.current.key, null)
      grip.current = null
      isGrippingRef.current = false
    },
  }
}

/** A machine is taken by its head, so that the map can be dragged by what is inside. */
const machineHead = 52

function isMachineBody({ target, rect }: BoxLayout, point: Point): boolean {
  return target.kind === 'machine' && point.y > rect.y + machineHead
}

/** The box that is dragged from a point, null where the map itself is. */
function movableKey(layout: MapLayout, point: Point): string | null {
  const box = layout.boxes.findLast(({ rect }) => contains(rect, point))
  return box === undefined || isMachineBody(box, point) ? null : boxKey(box.target)
}

/** What is pointed at; inside of a machine is nothing but what stands there. */
function targetAt(layout: MapLayout, point: Point): MapTarget | null {
  const target = hitTest(layout, point)
  const machine = layout.boxes.find(
    (box) => target?.kind === 'machine' && box.target.kind === 'machine' && box.target.id === target.id,
  )
  return machine !== undefined && isMachineBody(machine, point) ? null : target
}

/** Where the card of a target is to stand beside, null when it is not drawn. */
export function placeOfTarget(layout: MapLayout, target: MapTarget): { readonly x: number; readonly y: number } | null {
  if (target.kind === 'wire') {
    const path = layout.segments.find(({ id }) => id === target.id)?.path
    const from = path?.start
    const to = path?.pieces.at(-1)?.to
    return from === undefined || to === undefined ? null : { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
  }
  const rect = layout.boxes.find((box) => boxKey(box.target) === boxKey(target))?.rect ?? mapItem(layout, target)?.rect
  const port = target.kind === 'interface' ? layout.ports.find(({ id }) => id === target.id) : undefined
  if (port !== undefined) return port.centre
  if (rect === undefined) return null
  return { x: rect.x + Math.min(rect.width, 120), y: rect.y + Math.min(rect.height / 2, 34) }
}
