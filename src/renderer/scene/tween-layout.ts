import type { Point, Rect } from './geometry'
import type { MapLayout, SegmentLayout } from './map-layout'
import { boxKey } from './moves'
import { pointAt, samplePath, type Path } from './path'

/** How much smaller a box is when it begins to appear. */
const smallest = 0.7
/** Into how many pieces a line is cut that changes its form. */
const chords = 24

/**
 * The map on its way from one layout to the next, at a share from 0 to 1: what is in both glides, what is new grows and
 * what is gone fades. Ways glide with their ends, so what moves on them stays on them.
 */
export function tweenLayout(before: MapLayout, after: MapLayout, share: number): MapLayout {
  const boxes = blend(before.boxes, after.boxes, ({ target }) => boxKey(target), share, tweenRect)
  const ports = blend(
    before.ports,
    after.ports,
    ({ id }) => id,
    share,
    (from, to) => ({
      ...tweenRect(from, to, share),
      centre: tweenPoint(from.centre, to.centre, share),
    }),
  )
  const gates = blend(
    before.gates,
    after.gates,
    ({ id }) => id,
    share,
    (from, to) => ({
      ...tweenRect(from, to, share),
      centre: tweenPoint(from.centre, to.centre, share),
    }),
  )
  const labels = blend(
    numbered(before.labels),
    numbered(after.labels),
    ({ key }) => key,
    share,
    (from, to) => ({
      ...tweenRect(from, to, share),
      at: tweenPoint(from.at, to.at, share),
    }),
  )
  const segments = blend(
    before.segments,
    after.segments,
    ({ id }) => id,
    share,
    (from, to) => tweenSegment(from, to, share),
  )
  const boundaries = blend(
    before.boundaries,
    after.boundaries,
    ({ id }) => id,
    share,
    (from, to) => ({
      ...to,
      x: tween(from.x, to.x, share),
      top: tween(from.top, to.top, share),
      bottom: tween(from.bottom, to.bottom, share),
    }),
  )
  return {
    width: tween(before.width, after.width, share),
    height: tween(before.height, after.height, share),
    boxes,
    ports,
    gates,
    labels,
    segments,
    boundaries,
    hidden: after.hidden,
  }
}

/** Whether everything stands where it stood, so that nothing has to glide: a counter may have counted on. */
export function looksAlike(a: MapLayout, b: MapLayout): boolean {
  return a === b || JSON.stringify(looksOf(a)) === JSON.stringify(looksOf(b))
}

function looksOf({ boxes, ports, gates, segments, boundaries }: MapLayout): unknown {
  return [
    boxes,
    ports,
    boundaries,
    gates.map(({ id, centre }) => [id, centre]),
    segments.map(({ id, path, isDrawn }) => [id, path, isDrawn]),
  ]
}

/** Items of both lists: those that go first and below, then those that stay or come. */
function blend<Item extends { readonly opacity?: number }>(
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => string,
  share: number,
  between: (from: Item, to: Item, share: number) => Item,
): Item[] {
  const known = new Map(before.map((item) => [keyOf(item), item]))
  const kept = after.map((item) => {
    const from = known.get(keyOf(item))
    known.delete(keyOf(item))
    return from === undefined ? { ...grow(item, share), opacity: share } : between(from, item, share)
  })
  const going = [...known.values()].map((item) => ({ ...item, opacity: (item.opacity ?? 1) * (1 - share) }))
  return [...going, ...kept]
}

/** Labels have no name of their own: the third line of a box is the third line. */
function numbered(labels: MapLayout['labels']): (MapLayout['labels'][number] & { readonly key: string })[] {
  const counts = new Map<string, number>()
  return labels.map((label) => {
    const line = `${boxKey(label.target)} ${label.role}`
    const count = counts.get(line) ?? 0
    counts.set(line, count + 1)
    return { ...label, key: `${line} ${count}` }
  })
}

function grow<Item>(item: Item, share: number): Item {
  if (typeof item !== 'object' || item === null || !('rect' in item) || !('look' in item)) return item
  const { x, y, width, height } = item.rect as Rect
  const scale = smallest + (1 - smallest) * share
  const [dx, dy] = [(width * (1 - scale)) / 2, (height * (1 - scale)) / 2]
  return { ...item, rect: { x: x + dx, y: y + dy, width: width * scale, height: height * scale } }
}

function tweenRect<Item extends { readonly rect: Rect }>(from: Item, to: Item, share: number): Item {
  const [a, b] = [from.rect, to.rect]
  return {
    ...to,
    rect: {
      x: tween(a.x, b.x, share),
      y: tween(a.y, b.y, share),
      width: tween(a.width, b.width, share),
      height: tween(a.height, b.height, share),
    },
  }
}

function tweenSegment(from: SegmentLayout, to: SegmentLayout, share: number): SegmentLayout {
  const railX = from.railX === null || to.railX === null ? to.railX : tween(from.railX, to.railX, share)
  const changeAt = tween(from.changeAt, to.changeAt, share)
  return { ...to, path: tweenPath(from.path, to.path, share), railX, changeAt }
}

function tweenPath(from: Path, to: Path, share: number): Path {
  const isAlike =
    from.pieces.length === to.pieces.length && from.pieces.every(({ kind }, index) => kind === to.pieces[index]!.kind)
  if (isAlike) {
    return {
      start: tweenPoint(from.start, to.start, share),
      pieces: to.pieces.map((piece, index) => {
        const before = from.pieces[index]!
        const end = tweenPoint(before.to, piece.to, share)
        if (piece.kind === 'line' || before.kind === 'line') return { kind: 'line', to: end }
        return {
          kind: 'cubic',
          control1: tweenPoint(before.control1, piece.control1, share),
          control2: tweenPoint(before.control2, piece.control2, share),
          to: end,
        }
      }),
    }
  }
  const [a, b] = [samplePath(from), samplePath(to)]
  const at = (step: number): Point => tweenPoint(pointAt(a, step / chords), pointAt(b, step / chords), share)
  const pieces = Array.from({ length: chords }, (_, step) => ({ kind: 'line' as const, to: at(step + 1) }))
  return { start: at(0), pieces }
}

function tweenPoint(from: Point, to: Point, share: number): Point {
  return { x: tween(from.x, to.x, share), y: tween(from.y, to.y, share) }
}

function tween(from: number, to: number, share: number): number {
  return from + (to - from) * share
}
