import { overlaps, type Point, type Rect } from '../scene/geometry'

/** Distance of a card from the edges of its room. */
const margin = 14
/** Steps in which places are tried. */
const steps = 9

/**
 * Where a card of this size covers the least: never one of `points` if that can be, as little of `rects` as possible,
 * and then near the first point.
 */
export function placeCard(
  size: { readonly width: number; readonly height: number },
  room: Rect,
  rects: readonly Rect[],
  points: readonly Point[],
): Rect {
  let best: { readonly rect: Rect; readonly cost: number } | null = null
  const [wide, high] = [room.width - size.width - margin * 2, room.height - size.height - margin * 2]
  for (let row = 0; row < steps; row++) {
    for (let column = 0; column < steps; column++) {
      const x = room.x + margin + (Math.max(0, wide) * column) / (steps - 1)
      const y = room.y + margin + (Math.max(0, high) * row) / (steps - 1)
      const rect = { x, y, ...size }
      const cost = costOf(rect, rects, points)
      if (best === null || cost < best.cost) best = { rect, cost }
    }
  }
  return best?.rect ?? { x: room.x + margin, y: room.y + margin, ...size }
}

/** What a covered point costs, a square pixel of covered text, and a pixel of distance. */
const pointCost = 40_000
const coverCost = 5
const distanceCost = 4
/** So far a card stays away from points. */
const clearance = 26

function costOf(rect: Rect, rects: readonly Rect[], points: readonly Point[]): number {
  const wide: Rect = {
    x: rect.x - clearance,
    y: rect.y - clearance,
    width: rect.width + clearance * 2,
    height: rect.height + clearance * 2,
  }
  const covered = points.filter(({ x, y }) => overlaps(wide, { x, y, width: 1, height: 1 })).length
  const area = rects.reduce((sum, other) => sum + sharedArea(rect, other), 0)
  const [first] = points
  const distance =
    first === undefined ? 0 : Math.hypot(rect.x + rect.width / 2 - first.x, rect.y + rect.height / 2 - first.y)
  return covered * pointCost + area * coverCost + distance * distanceCost
}

function sharedArea(a: Rect, b: Rect): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? width * height : 0
}
