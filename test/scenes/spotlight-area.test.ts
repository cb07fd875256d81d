import { describe, expect, it } from 'vitest'
import { layoutMap } from '../../src/renderer/scene/layout-map'
import { sceneWords } from '../../src/renderer/scene/scene-words'
import { spotlightArea } from '../../src/renderer/scene/spotlight-area'
import { contains } from '../../src/renderer/scene/geometry'
import { articleTopology } from '../fixtures/article-topology'
import { measureByTable } from './measure-text'

const layout = layoutMap(articleTopology, {
  measure: measureByTable,
  words: sceneWords.en,
  needed: new Set(),
  width: 1088,
  height: 525,
})
const areaOf = (target: Parameters<typeof spotlightArea>[2]) => spotlightArea(layout, articleTopology, target)

describe('spotlightArea', () => {
  it('lights every namespace of the map: a container’s box, or the machine’s for its host', () => {
    const shown = articleTopology.namespaces.filter(({ id }) => areaOf({ kind: 'namespace', id }).rects.length > 0)
    expect(shown.map(({ id }) => id)).toEqual(articleTopology.namespaces.map(({ id }) => id))
  })

  it('lights an interface with its name and its addresses', () => {
    for (const { id, rect } of layout.ports) {
      const [area] = areaOf({ kind: 'interface', id }).rects
      const labels = layout.labels.filter(({ target }) => target.kind === 'interface' && target.id === id)
      for (const part of [rect, ...labels.map((label) => label.rect)]) {
        expect(contains(area!, part)).toBe(true)
        expect(contains(area!, { x: part.x + part.width, y: part.y + part.height })).toBe(true)
      }
    }
  })

  it('lights the gate of a namespace, and a wire with both its ends', () => {
    const gate = layout.gates[0]!
    const lit = areaOf({ kind: 'gate', namespace: gate.namespace }).rects
    expect(lit.some((rect) => contains(rect, gate.centre))).toBe(true)
    const { ends } = articleTopology.wires[0]!
    const wire = areaOf({ kind: 'wire', ends })
    expect(wire.rects).toHaveLength(2)
    expect(wire.wires).toHaveLength(1)
  })

  it('lights nothing of the map for what it does not show', () => {
    const nothing = { rects: [], wires: [] }
    expect(areaOf({ kind: 'field', field: 'ttl' })).toEqual(nothing)
    expect(areaOf({ kind: 'interface', id: 'nowhere/eth0' })).toEqual(nothing)
    expect(areaOf({ kind: 'namespace', id: 'nowhere' })).toEqual(nothing)
    expect(areaOf({ kind: 'gate', namespace: 'nowhere' })).toEqual(nothing)
    expect(areaOf({ kind: 'wire', ends: ['a', 'b'] })).toEqual(nothing)
  })
})
