import { useState, type KeyboardEvent } from 'react'
import { listMapItems, nextMapItem, type Direction } from '../../scene/map-items'
import type { MapLayout, MapTarget } from '../../scene/map-layout'
import { boxKey } from '../../scene/moves'
import type { ArrangedMap } from './use-map-layout'

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/** How far an arrow key moves a box while Shift is held, in map units. */
const moveStep = 12

/** The map is one stop of Tab: arrow keys lead from thing to thing, Enter chooses, Shift and arrow move a box. */
export function useMapKeys(layout: MapLayout, map: ArrangedMap, onChoose: (target: MapTarget) => void) {
  const [last, setLast] = useState<string | null>(null)
  const items = listMapItems(layout)
  const current = items.find(({ key }) => key === last)?.key ?? items[0]?.key ?? null
  const onKeyDown = (event: KeyboardEvent) => {
    const key = event.target instanceof SVGElement ? event.target.dataset['key'] : undefined
    const item = items.find((each) => each.key === key)
    if (item === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const direction = directions[event.key]
    if (event.key === 'Enter' || event.key === ' ') onChoose(item.target)
    else if (direction === undefined) return
    else if (event.shiftKey) moveBox(map, layout, item.key, direction)
    else {
      const next = nextMapItem(layout, item.key, direction)
      if (next !== null) focusItem(event.currentTarget, next.key)
    }
    event.preventDefault()
  }
  return { current, setLast, onKeyDown }
}

function moveBox(map: ArrangedMap, layout: MapLayout, key: string, direction: Direction): void {
  const isBox = layout.boxes.some(({ target }) => boxKey(target) === key)
  if (!isBox) return
  const { x, y } = map.moveOf(key)
  const dx = direction === 'left' ? -moveStep : direction === 'right' ? moveStep : 0
  const dy = direction === 'up' ? -moveStep : direction === 'down' ? moveStep : 0
  map.drop(key, { x: x + dx, y: y + dy })
}

function focusItem(within: Element, key: string): void {
  within.querySelector<SVGElement>(`[data-key="${CSS.escape(key)}"]`)?.focus()
}
