import { crossed, overlaps, type Rect } from './geometry'
import type { BoxLayout, MapLayout } from './map-layout'
import { samplePath } from './path'

/**
 * Everything on a map that lies over something that it must not: labels, ports and gates over one another, a line
 * through a label, boxes over boxes or outside of their machine. Sentences for tests; empty when all is clear.
 */
export function findClashes(layout: MapLayout): string[] {
  return [
    ...marksOverMarks(layout),
    ...linesOverLabels(layout),
    ...boxesOverBoxes(layout),
    ...boundariesOverMarks(layout),
  ]
}

interface Named {
  readonly rect: Rect
  readonly name: string
}

function marksOverMarks(layout: MapLayout): string[] {
  const marks: Named[] = [
    ...layout.labels.map(({ rect, text }) => ({ rect, name: `label ${text}` })),
    ...layout.ports.map(({ rect, id }) => ({ rect, name: `port ${id}` })),
    ...layout.gates.map(({ rect, id }) => ({ rect, name: `gate ${id}` })),
  ]
  const whole: Rect = { x: 0, y: 0, width: layout.width, height: layout.height }
  return [
    ...pairs(marks).map(([a, b]) => `${a.name} over ${b.name}`),
    ...marks.filter(({ rect }) => !surrounds(whole, rect)).map(({ name }) => `${name} outside the map`),
  ]
}

function linesOverLabels(layout: MapLayout): string[] {
  return layout.segments
    .filter(({ isDrawn }) => isDrawn)
    .flatMap(({ path, id }) => {
      const { points } = samplePath(path)
      return crossed(points, layout.labels).map(({ text }) => `line ${id} through label ${text}`)
    })
}

function boundariesOverMarks({ boundaries, labels, ports, gates }: MapLayout): string[] {
  return boundaries.flatMap(({ id, x, top, bottom }) => {
    const line: Rect = { x: x - 0.5, y: top, width: 1, height: bottom - top }
    return [...labels, ...ports, ...gates]
      .filter(({ rect }) => overlaps(rect, line))
      .map(() => `boundary ${id} over a mark`)
  })
}

function boxesOverBoxes({ boxes, labels, gates }: MapLayout): string[] {
  const machines = boxes.filter(({ target }) => target.kind === 'machine')
  const inner = boxes.filter(({ target }) => target.kind !== 'machine')
  const named = (box: BoxLayout): Named => ({ rect: box.rect, name: `box ${box.target.kind}` })
  // A box would hide what belongs to another one without lying over its text.
  const strangers = inner.flatMap((box) => [
    ...gates.filter(({ rect }) => overlaps(rect, box.rect)).map(({ id }) => `box over gate ${id}`),
    ...labels
      .filter(({ rect, target }) => target.kind === 'gate' && overlaps(rect, box.rect))
      .map(({ text }) => `box over label ${text}`),
  ])
  return [
    ...pairs(machines.map(named)).map(() => 'machine over machine'),
    ...pairs(inner.map(named)).map(([a, b]) => `${a.name} over ${b.name}`),
    ...inner
      .filter((box) => !machines.some(({ rect }) => surrounds(rect, box.rect)))
      .map((box) => `${named(box).name} outside its machine`),
    ...strangers,
  ]
}

/** All pairs that share an area, found from left to right. */
function pairs(items: readonly Named[]): [Named, Named][] {
  const sorted = [...items].sort((a, b) => a.rect.x - b.rect.x)
  const found: [Named, Named][] = []
  for (const [index, one] of sorted.entries()) {
    for (let next = index + 1; next < sorted.length; next++) {
      const other = sorted[next]!
      if (other.rect.x >= one.rect.x + one.rect.width) break
      if (overlaps(one.rect, other.rect)) found.push([one, other])
    }
  }
  return found
}

function surrounds(outer: Rect, inner: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  )
}
