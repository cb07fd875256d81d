/** A point on the map, in map units (CSS pixels at zoom 1), y downwards. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** An axis-parallel rectangle; x and y are its top left corner. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** True when the two share an area; touching edges do not count. */
export function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/** True when the point lies in the rectangle or on its edge. */
export function contains(rect: Rect, point: Point): boolean {
  return point.x >= rect.x && point.x <= rect.x + rect.width && point.y >= rect.y && point.y <= rect.y + rect.height
}

/** The square of half side `radius` around a point. */
export function squareAround(centre: Point, radius: number): Rect {
  return { x: centre.x - radius, y: centre.y - radius, width: radius * 2, height: radius * 2 }
}

/** The smallest rectangle around some points, which are at least one. */
function boundsOf(points: readonly Point[]): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y } of points) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** The rectangles that a line through these points runs through, found among those near it. */
export function crossed<Item extends { readonly rect: Rect }>(
  points: readonly Point[],
  items: readonly Item[],
): Item[] {
  const { x, y, width, height } = boundsOf(points)
  const around: Rect = { x: x - 1, y: y - 1, width: width + 2, height: height + 2 }
  return items.filter(({ rect }) => overlaps(rect, around) && crosses(points, rect))
}

/** True when a line through these points has a part inside the rectangle. */
function crosses(points: readonly Point[], rect: Rect): boolean {
  return points.some((to, index) => index > 0 && cuts(points[index - 1]!, to, rect))
}

/** Liang–Barsky: whether a straight line has a part inside the rectangle. */
function cuts(from: Point, to: Point, { x, y, width, height }: Rect): boolean {
  let [enter, leave] = [0, 1]
  for (const [delta, low, high] of [
    [to.x - from.x, x - from.x, x + width - from.x],
    [to.y - from.y, y - from.y, y + height - from.y],
  ] as const) {
    if (delta === 0 && (low >= 0 || high <= 0)) return false
    if (delta === 0) continue
    const [first, second] = delta > 0 ? [low / delta, high / delta] : [high / delta, low / delta]
    enter = Math.max(enter, first)
    leave = Math.min(leave, second)
  }
  return enter < leave
}
