import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Topology } from '../../src/core/topology/topology'
import { findClashes } from '../../src/renderer/scene/find-clashes'
import type { Point } from '../../src/renderer/scene/geometry'
import { layoutMap, type MapOptions } from '../../src/renderer/scene/layout-map'
import { listMapItems, nextMapItem } from '../../src/renderer/scene/map-items'
import type { MapLayout } from '../../src/renderer/scene/map-layout'
import { boxKey } from '../../src/renderer/scene/moves'
import { endOfPath } from '../../src/renderer/scene/path'
import { sceneWords } from '../../src/renderer/scene/scene-words'
import { settleMove } from '../../src/renderer/scene/settle-move'
import { articleTopology } from '../fixtures/article-topology'
import { makeTopology, plainSpec } from './make-topology'
import { measureByTable } from './measure-text'

const options: MapOptions = {
  measure: measureByTable,
  words: sceneWords.en,
  needed: new Set(),
  width: 1600,
  height: 1000,
}
const big = makeTopology({ ...plainSpec, containers: 40, bridges: 3, unattached: 3 })
const rectOf = (layout: MapLayout, key: string) => layout.boxes.find(({ target }) => boxKey(target) === key)!.rect
const texts = (layout: MapLayout) => layout.labels.map(({ text }) => text)

describe('moved boxes', { timeout: 60_000 }, () => {
  const keys = listMapItems(layoutMap(articleTopology, options))
    .filter(({ target }) => target.kind !== 'interface' && target.kind !== 'gate')
    .map(({ key }) => key)
    .concat('interface wsl:Ubuntu/host/docker0')
  const distance = fc.integer({ min: -400, max: 400 })
  const moves = fc.dictionary(fc.constantFrom(...keys), fc.record({ x: distance, y: distance }), { maxKeys: 4 })

  it('never cover anything, wherever they are moved to', () => {
    fc.assert(
      fc.property(moves, (places) => {
        const layout = layoutMap(articleTopology, { ...options, moves: new Map(Object.entries(places)) })
        expect(findClashes(layout)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('come to rest near where they were let go, where nothing is covered', () => {
    fc.assert(
      fc.property(fc.constantFrom(...keys), distance, distance, (key, x, y) => {
        const lay = (move: Point) =>
          layoutMap(articleTopology, { ...options, moves: new Map([[key, move]]), isLoose: true })
        const rest = settleMove({ x, y }, lay)
        if (rest === null) return
        expect(findClashes(lay(rest))).toEqual([])
        expect(Math.hypot(rest.x - x, rest.y - y)).toBeLessThan(82)
      }),
      { numRuns: 25 },
    )
  })

  it('take their wires along and leave the others where they are', () => {
    const key = 'namespace wsl:Ubuntu/container2'
    const before = layoutMap(articleTopology, options)
    const after = layoutMap(articleTopology, { ...options, moves: new Map([[key, { x: 12, y: 60 }]]) })
    expect(rectOf(after, key)).toMatchObject({ x: rectOf(before, key).x + 12, y: rectOf(before, key).y + 60 })
    const other = 'namespace wsl:Ubuntu/container1'
    expect(rectOf(after, other)).toEqual(rectOf(before, other))
    const port = after.ports.find(({ id }) => id === 'wsl:Ubuntu/container2/eth0')!
    const wire = after.segments.find(({ ends }) => ends[0] === port.id)!
    expect(wire.path.start).toEqual(port.centre)
    expect(endOfPath(wire.path)).toEqual(after.ports.find(({ id }) => id === wire.ends[1])!.centre)
  })

  it('go back to their own place where they would cover another', () => {
    const key = 'namespace wsl:Ubuntu/container2'
    const before = layoutMap(articleTopology, options)
    const up = rectOf(before, 'namespace wsl:Ubuntu/container1').y - rectOf(before, key).y
    const after = layoutMap(articleTopology, { ...options, moves: new Map([[key, { x: 0, y: up }]]) })
    expect(rectOf(after, key)).toEqual(rectOf(before, key))
  })
})

describe('idle containers', () => {
  it('are one box for each network where there are many, and come out when they send', () => {
    const folded = layoutMap(big, options)
    expect(texts(folded).filter((text) => text.includes('idle'))).toEqual([
      '+ 14 idle containers',
      '+ 13 idle containers',
      '+ 13 idle containers',
      '+ 9 idle containers',
    ])
    expect(texts(folded)).not.toContain('container1')
    const busy = layoutMap(big, { ...options, seen: new Set(['wsl:Ubuntu/container4/eth0']) })
    expect(texts(busy)).toContain('container4')
    expect(texts(busy)).toContain('+ 13 idle containers')
    expect(busy.ports.map(({ id }) => id)).toContain('wsl:Ubuntu/container4/eth0')
  })

  it('are all drawn where a person opened their box, and folded where a person wants that', () => {
    const bridge = 'wsl:Ubuntu/host/docker0'
    const open = layoutMap(big, { ...options, folds: new Map([[bridge, 'open']]) })
    expect(texts(open)).toContain('− 14 idle containers')
    expect(texts(open)).toContain('container1')
    const few = makeTopology({ ...plainSpec, containers: 4 })
    expect(texts(layoutMap(few, options)).some((text) => text.includes('idle'))).toBe(false)
    const chosen = layoutMap(few, { ...options, folds: new Map([[bridge, 'folded']]) })
    expect(texts(chosen)).toContain('+ 4 idle containers')
  })
})

describe('containers without an interface of their own', () => {
  const topology: Topology = makeTopology({ ...plainSpec, containers: 1, unattached: 1 })
  const layout = layoutMap(topology, options)

  it('have a place on the map that says why', () => {
    expect(texts(layout)).toEqual(expect.arrayContaining(['silent1', 'no network', 'stopped1', 'stopped']))
    expect(texts(layout)).toEqual(expect.arrayContaining(['proxy-1', "uses the host's network"]))
    expect(texts(layout)).toContain('shared with sidecar-1')
  })

  it('are drawn quietly when they do not run', () => {
    const stopped = layout.boxes.filter(({ look }) => look === 'stopped')
    expect(stopped.map(({ target }) => target.kind === 'namespace' && target.id)).toEqual(['wsl:Ubuntu/stopped1'])
    expect(layout.labels.filter(({ isQuiet }) => isQuiet).map(({ text }) => text)).toContain('stopped1')
  })
})

describe('the arrow keys', () => {
  const layout = layoutMap(articleTopology, options)
  const walk = (from: string, ...way: Parameters<typeof nextMapItem>[2][]) =>
    way.reduce((key, direction) => nextMapItem(layout, key, direction)?.key ?? key, from)

  it('lead along the way of the packets, and back', () => {
    const start = 'interface wsl:Ubuntu/host/docker0'
    expect(walk(start, 'right')).toBe('gate wsl:Ubuntu/host|docker0')
    expect(walk(start, 'right', 'right')).toBe('interface wsl:Ubuntu/host/eth0')
    expect(walk(start, 'right', 'left')).toBe(start)
    expect(walk('namespace wsl:Ubuntu/container1', 'down')).toBe('namespace wsl:Ubuntu/container2')
  })

  it('reach everything on any map', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 3 }), (containers, bridges) => {
        const map = layoutMap(makeTopology({ ...plainSpec, containers, bridges, unattached: 1 }), options)
        const all = listMapItems(map)
        const reached = new Set([all[0]!.key])
        for (const key of reached) {
          for (const direction of ['left', 'right', 'up', 'down'] as const) {
            const next = nextMapItem(map, key, direction)
            if (next !== null) reached.add(next.key)
          }
        }
        expect(all.filter(({ key }) => !reached.has(key)).map(({ key }) => key)).toEqual([])
      }),
      { numRuns: 20 },
    )
  })
})
