import type { Point, Rect } from './geometry'
import type { MapLayout, MapTarget } from './map-layout'
import { boxKey } from './moves'

/** Something on the map that can be reached with the keyboard. */
export interface MapItem {
  readonly key: string
  readonly target: MapTarget
  readonly rect: Rect
}

const itemsOf = new WeakMap<MapLayout, readonly MapItem[]>()

/** Boxes, interfaces and gates; a bridge's box stands for its own interface. Made once for each layout. */
export function listMapItems(layout: MapLayout): readonly MapItem[] {
  let items = itemsOf.get(layout)
  if (items === undefined) {
    const boxes = layout.boxes.filter(({ target }) => target.kind !== 'interface')
    const ports = layout.ports.map(({ id, rect }) => ({ target: { kind: 'interface', id } as const, rect }))
    const gates = layout.gates.map(({ id, rect }) => ({ target: { kind: 'gate', id } as const, rect }))
    items = [...boxes, ...ports, ...gates].map(({ target, rect }) => ({ key: boxKey(target), target, rect }))
    itemsOf.set(layout, items)
  }
  return items
}

export type Direction = 'left' | 'right' | 'up' | 'down'

/** The item that an arrow key leads to from another one: the nearest that lies in that direction; null when none does. */
export function nextMapItem(layout: MapLayout, from: string, direction: Direction): MapItem | null {
  const items = listMapItems(layout)
  const start = items.find(({ key }) => key === from)
  if (start === undefined) return items[0] ?? null
  const here = handleOf(start)
  let best: { item: MapItem; cost: number } | null = null
  for (const item of items) {
    if (item === start) continue
    const there = handleOf(item)
    const along = alongOf(direction, there.x - here.x, there.y - here.y)
    const aside = direction === 'left' || direction === 'right' ? there.y - here.y : there.x - here.x
    // Within half a right angle of the arrow, what lies straight ahead first.
    if (along < 2 || Math.abs(aside) > along * 2.5) continue
    const cost = along + Math.abs(aside) * 2
    if (best === null || cost < best.cost) best = { item, cost }
  }
  return best?.item ?? null
}

function alongOf(direction: Direction, dx: number, dy: number): number {
  switch (direction) {
    case 'left':
      return -dx
    case 'right':
      return dx
    case 'up':
      return -dy
    case 'down':
      return dy
  }
}

/** Where an item is on the way of the arrows: a box at its title, a mark at its middle. */
function handleOf({ target, rect }: MapItem): Point {
  const isMark = target.kind === 'interface' || target.kind === 'gate'
  return isMark
    ? { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 }
    : { x: rect.x + 20, y: rect.y + Math.min(20, rect.height / 2) }
}

/** The box or mark of a target on a map, null when it is not drawn. */
export function mapItem(layout: MapLayout, target: MapTarget): MapItem | null {
  const key = boxKey(target)
  return listMapItems(layout).find((item) => item.key === key) ?? null
}
