import { findClashes } from './find-clashes'
import type { Point } from './geometry'
import type { MapLayout } from './map-layout'

/** Rings around the place where a box was let go, in map units. */
const rings = [0, 12, 28, 50, 80] as const
const directions = 8

/**
 * Where a box that was let go comes to rest: the nearest place to `wanted` at which nothing covers anything else, null
 * when there is none near. `lay` lays the map out with the box moved so far; `before` is how much was covered already,
 * because other boxes were moved on a larger screen.
 */
export function settleMove(wanted: Point, lay: (move: Point) => MapLayout, before = 0): Point | null {
  for (const distance of rings) {
    const steps = distance === 0 ? 1 : directions
    for (let step = 0; step < steps; step++) {
      const angle = (step / steps) * Math.PI * 2
      const move = {
        x: Math.round(wanted.x + Math.cos(angle) * distance),
        y: Math.round(wanted.y + Math.sin(angle) * distance),
      }
      if (findClashes(lay(move)).length <= before) return move
    }
  }
  return null
}
