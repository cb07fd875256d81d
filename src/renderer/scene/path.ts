import type { Point } from './geometry'

/** One piece of a path, from where the one before ended. */
export type PathPiece =
  | { readonly kind: 'line'; readonly to: Point }
  | { readonly kind: 'cubic'; readonly control1: Point; readonly control2: Point; readonly to: Point }

/** A line of straight and cubic Bézier pieces. */
export interface Path {
  readonly start: Point
  readonly pieces: readonly PathPiece[]
}

/** Where the path ends. */
export function endOfPath(path: Path): Point {
  return path.pieces.at(-1)?.to ?? path.start
}

/** A straight line through these points. */
export function linePath(start: Point, ...points: readonly Point[]): Path {
  return { start, pieces: points.map((to) => ({ kind: 'line', to })) }
}

/** An S-curve that leaves and arrives horizontally. */
export function curvePath(from: Point, to: Point): Path {
  if (from.y === to.y) return linePath(from, to)
  const middle = (from.x + to.x) / 2
  const piece: PathPiece = {
    kind: 'cubic',
    control1: { x: middle, y: from.y },
    control2: { x: middle, y: to.y },
    to,
  }
  return { start: from, pieces: [piece] }
}

/** Horizontal to x = `railX`, along that rail, and horizontal to the end, with rounded corners. */
export function railPath(from: Point, railX: number, to: Point): Path {
  if (from.y === to.y) return linePath(from, to)
  const down = Math.sign(to.y - from.y)
  const radius = Math.min(10, Math.abs(to.y - from.y) / 2)
  const inward = Math.sign(railX - from.x) * Math.min(radius, Math.abs(railX - from.x))
  const outward = Math.sign(to.x - railX) * Math.min(radius, Math.abs(to.x - railX))
  const top: Point = { x: railX, y: from.y }
  const bottom: Point = { x: railX, y: to.y }
  return {
    start: from,
    pieces: [
      { kind: 'line', to: { x: railX - inward, y: from.y } },
      { kind: 'cubic', control1: top, control2: top, to: { x: railX, y: from.y + down * radius } },
      { kind: 'line', to: { x: railX, y: to.y - down * radius } },
      { kind: 'cubic', control1: bottom, control2: bottom, to: { x: railX + outward, y: to.y } },
      { kind: 'line', to },
    ],
  }
}

/** The same line the other way. */
export function reversePath(path: Path): Path {
  const points = [path.start, ...path.pieces.map((piece) => piece.to)]
  const pieces = path.pieces
    .map((piece, index): PathPiece => {
      const to = points[index]!
      return piece.kind === 'line'
        ? { kind: 'line', to }
        : { kind: 'cubic', control1: piece.control2, control2: piece.control1, to }
    })
    .reverse()
  return { start: endOfPath(path), pieces }
}

/** One path after the other, joined by a straight line where they do not meet. */
export function joinPaths(first: Path, second: Path): Path {
  const end = endOfPath(first)
  const isMet = end.x === second.start.x && end.y === second.start.y
  const bridge: readonly PathPiece[] = isMet ? [] : [{ kind: 'line', to: second.start }]
  return { start: first.start, pieces: [...first.pieces, ...bridge, ...second.pieces] }
}

/** The path moved by (dx, dy). */
export function movePath(path: Path, dx: number, dy: number): Path {
  const move = (point: Point): Point => ({ x: point.x + dx, y: point.y + dy })
  return {
    start: move(path.start),
    pieces: path.pieces.map((piece) =>
      piece.kind === 'line'
        ? { kind: 'line', to: move(piece.to) }
        : { kind: 'cubic', control1: move(piece.control1), control2: move(piece.control2), to: move(piece.to) },
    ),
  }
}

/** The path as the `d` attribute of an SVG path. */
export function pathData(path: Path): string {
  const text = (point: Point) => `${round(point.x)} ${round(point.y)}`
  const pieces = path.pieces.map((piece) =>
    piece.kind === 'line' ? `L${text(piece.to)}` : `C${text(piece.control1)} ${text(piece.control2)} ${text(piece.to)}`,
  )
  return `M${text(path.start)}${pieces.join('')}`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

/** A path as points with the distance run at each, for moving along it at even speed. */
export interface SampledPath {
  readonly points: readonly Point[]
  readonly distances: readonly number[]
  readonly length: number
}

/** How many chords a curve is cut into: at map sizes their error is below half a pixel. */
const chords = 20

/** Cuts a path into short straight lines. */
export function samplePath(path: Path): SampledPath {
  const points: Point[] = [path.start]
  for (const piece of path.pieces) {
    const from = points.at(-1)!
    if (piece.kind === 'line') points.push(piece.to)
    else for (let step = 1; step <= chords; step++) points.push(cubicAt(from, piece, step / chords))
  }
  let length = 0
  const distances = points.map((point, index) => {
    const before = points[index - 1]
    if (before !== undefined) length += Math.hypot(point.x - before.x, point.y - before.y)
    return length
  })
  return { points, distances, length }
}

function cubicAt(from: Point, piece: Extract<PathPiece, { kind: 'cubic' }>, t: number): Point {
  const u = 1 - t
  const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t]
  return {
    x: a * from.x + b * piece.control1.x + c * piece.control2.x + d * piece.to.x,
    y: a * from.y + b * piece.control1.y + c * piece.control2.y + d * piece.to.y,
  }
}

/** The point at a share (0 to 1) of the path's length. */
export function pointAt(path: SampledPath, share: number): Point {
  const distance = Math.min(1, Math.max(0, share)) * path.length
  let low = 0
  let high = path.distances.length - 1
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (path.distances[middle]! <= distance) low = middle
    else high = middle
  }
  const from = path.points[low]!
  const to = path.points[high]!
  const span = path.distances[high]! - path.distances[low]!
  const part = span > 0 ? (distance - path.distances[low]!) / span : 0
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
}
