import { overlaps, type Point, type Rect } from './geometry'

/** A label that wants a place near its token, in screen pixels. */
export interface LabelWish {
  /** Remembers its place from frame to frame. */
  readonly id: number
  readonly anchor: Point
  readonly width: number
  readonly height: number
  /** Distance to keep from the token's centre. */
  readonly clearance: number
}

/** Directions and extra distances to try; the first that costs least wins. */
const places: readonly { readonly dx: number; readonly dy: number; readonly extra: number }[] = [
  ...[0, 46, 92, 140].flatMap((extra) => [
    { dx: 0, dy: -1, extra },
    { dx: 0, dy: 1, extra },
    { dx: 0.7, dy: -1, extra },
    { dx: -0.7, dy: -1, extra },
    { dx: 0.7, dy: 1, extra },
    { dx: -0.7, dy: 1, extra },
  ]),
  { dx: 1, dy: 0, extra: 6 },
  { dx: -1, dy: 0, extra: 6 },
]

/** Cost per pixel of distance, per pixel of map text covered, and of leaving the place of the frame before. */
const distanceCost = 6
const coverCost = 8
const moveCost = 3000

/**
 * A place for each label, in the order of the wishes: never over another label, always inside the view, over as little
 * of `avoid` as possible and as near as possible; `reserved` is what stands over the picture. Null when no place is left.
 * `memory` keeps labels from jumping.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  view: { readonly width: number; readonly height: number },
  avoid: readonly Rect[],
  memory: Map<number, number> | null,
  reserved: readonly Rect[] = [],
): (Rect | null)[] {
  const taken: Rect[] = [...reserved]
  const seen = new Map<number, number>()
  const result = wishes.map((wish) => {
    let best: { rect: Rect; place: number; cost: number } | null = null
    const before = memory?.get(wish.id)
    for (const [place, { dx, dy, extra }] of places.entries()) {
      const rect = rectAt(wish, dx, dy, extra, view)
      if (rect === null || taken.some((other) => overlaps(other, rect))) continue
      const covered = avoid.reduce((sum, other) => sum + sharedArea(rect, other), 0) * coverCost
      const isMove = before !== undefined && before !== place
      const cost = covered + extra * distanceCost + (isMove ? moveCost : 0)
      if (best === null || cost < best.cost) best = { rect, place, cost }
    }
    if (best === null) return null
    taken.push(best.rect)
    seen.set(wish.id, best.place)
    return best.rect
  })
  if (memory !== null) {
    memory.clear()
    for (const [id, place] of seen) memory.set(id, place)
  }
  return result
}

function rectAt(
  { anchor, width, height, clearance }: LabelWish,
  dx: number,
  dy: number,
  extra: number,
  view: { readonly width: number; readonly height: number },
): Rect | null {
  const margin = 4
  const centre = {
    x: anchor.x + dx * (width / 2 + (dy === 0 ? clearance + extra : 0)),
    y: anchor.y + dy * (height / 2 + clearance + extra),
  }
  const x = Math.min(Math.max(margin, centre.x - width / 2), view.width - margin - width)
  const y = Math.min(Math.max(margin, centre.y - height / 2), view.height - margin - height)
  if (x < margin || y < margin) return null
  const rect = { x, y, width, height }
  const own = { x: anchor.x - clearance / 2, y: anchor.y - clearance / 2, width: clearance, height: clearance }
  return overlaps(rect, own) ? null : rect
}

function sharedArea(a: Rect, b: Rect): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? width * height : 0
}
