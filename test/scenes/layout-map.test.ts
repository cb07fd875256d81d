import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyTopology, type Topology } from '../../src/core/topology/topology'
import { findClashes } from '../../src/renderer/scene/find-clashes'
import { overlaps, type Rect } from '../../src/renderer/scene/geometry'
import { findWirePath } from '../../src/renderer/scene/find-wire-path'
import { layoutMap, type MapOptions } from '../../src/renderer/scene/layout-map'
import { endOfPath } from '../../src/renderer/scene/path'
import { sceneWords } from '../../src/renderer/scene/scene-words'
import { articleTopology } from '../fixtures/article-topology'
import { loopbackOnly, makeTopology, type TopologySpec } from './make-topology'
import { measureByTable } from './measure-text'

/** A narrow panel, and the whole screen of 1280 × 720, 1600 × 1000 and 2560 × 1440. */
const sizes = [
  { width: 640, height: 400 },
  { width: 1280, height: 720 },
  { width: 1600, height: 1000 },
  { width: 2560, height: 1440 },
] as const

function options(size: { readonly width: number; readonly height: number }, language: 'en' | 'ja' = 'en'): MapOptions {
  return { measure: measureByTable, words: sceneWords[language], needed: new Set(), ...size }
}

const article = layoutMap(articleTopology, options({ width: 1088, height: 525 }))

const specs: fc.Arbitrary<TopologySpec> = fc.record({
  containers: fc.integer({ min: 0, max: 60 }),
  bridges: fc.integer({ min: 0, max: 7 }),
  dualEvery: fc.integer({ min: 0, max: 4 }),
  hasWindows: fc.boolean(),
  routers: fc.integer({ min: 0, max: 12 }),
  extraNics: fc.integer({ min: 0, max: 4 }),
  hasLongNames: fc.boolean(),
  hasRules: fc.boolean(),
  hasPublishedPorts: fc.boolean(),
  unattached: fc.integer({ min: 0, max: 9 }),
  hasLocalPair: fc.boolean(),
  macvlanEvery: fc.integer({ min: 0, max: 3 }),
})

/** Which containers are busy, and which idle ones a person opened or folded. */
const habits = fc.record({
  busyEvery: fc.integer({ min: 1, max: 30 }),
  folding: fc.constantFrom(null, 'open' as const, 'folded' as const),
})

function habitsOf(topology: Topology, busyEvery: number, folding: 'open' | 'folded' | null) {
  const busy = topology.interfaces.filter((_, index) => index % busyEvery === 0).map(({ id }) => id)
  const groups = [...topology.machines, ...topology.interfaces].map(({ id }) => id)
  return { seen: new Set(busy), folds: new Map(folding === null ? [] : groups.map((id) => [id, folding] as const)) }
}

// Dozens of maps of sixty containers each take a while on a busy machine.
describe('layoutMap', { timeout: 60_000 }, () => {
  it.each(sizes)('keeps labels clear of each other, of ports, gates and lines at $width × $height', (size) => {
    fc.assert(
      fc.property(specs, habits, fc.constantFrom('en' as const, 'ja' as const), (spec, habit, language) => {
        const topology = makeTopology(spec)
        const layout = layoutMap(topology, {
          ...options(size, language),
          ...habitsOf(topology, habit.busyEvery, habit.folding),
        })
        expect(findClashes(layout)).toEqual([])
      }),
      { numRuns: 40 },
    )
    for (const topology of [articleTopology, loopbackOnly, emptyTopology]) {
      expect(findClashes(layoutMap(topology, options(size)))).toEqual([])
    }
  })

  it('gives the same layout for the same input', () => {
    fc.assert(
      fc.property(specs, (spec) => {
        expect(layoutMap(makeTopology(spec), options(sizes[1]))).toEqual(
          layoutMap(makeTopology(spec), options(sizes[1])),
        )
      }),
      { numRuns: 10 },
    )
  })

  it('keeps boxes inside the boxes that hold them and apart from their neighbours', () => {
    fc.assert(
      fc.property(specs, (spec) => {
        const { boxes } = layoutMap(makeTopology(spec), options(sizes[1]))
        const machines = boxes.filter(({ target }) => target.kind === 'machine')
        const inner = boxes.filter(({ target }) => target.kind !== 'machine')
        for (const [index, { rect }] of machines.entries()) {
          for (const other of machines.slice(index + 1)) expect(overlaps(rect, other.rect)).toBe(false)
        }
        for (const [index, { rect }] of inner.entries()) {
          expect(machines.some((machine) => surrounds(machine.rect, rect))).toBe(true)
          for (const other of inner.slice(index + 1)) expect(overlaps(rect, other.rect)).toBe(false)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('runs straight from the WSL distro to the gateway', () => {
    const y = (id: string) => article.ports.find((port) => port.id === id)?.centre.y
    const trunk = y('wsl:Ubuntu/host/eth0')
    expect(trunk).toBeTypeOf('number')
    for (const id of ['windows/host/vEthernet (WSL)', 'windows/host/Wi-Fi', 'lan/172.22.0.1/gateway']) {
      expect(y(id)).toBe(trunk)
    }
  })

  it('puts a gate where each network is masqueraded, with its rule and counter', () => {
    const texts = article.labels.filter(({ target }) => target.kind === 'gate').map(({ text }) => text)
    expect(texts).toEqual([
      'MASQUERADE',
      '-s 172.17.0.0/16',
      '! -o docker0',
      '1,432 packets',
      'WinNAT',
      '172.25.128.0/20',
    ])
  })

  it('hides what nobody needs, and shows it when a packet was seen there', () => {
    expect(article.hidden).toEqual(['wsl:Ubuntu/host/lo'])
    const needed = new Set(['wsl:Ubuntu/host/lo'])
    expect(layoutMap(articleTopology, { ...options(sizes[1]), needed }).hidden).toEqual([])
    expect(layoutMap(loopbackOnly, options(sizes[1])).ports.map(({ id }) => id)).toEqual(['linux/host/lo'])
    const idle: Topology = makeTopology({ ...idleSpec })
    expect(layoutMap(idle, options(sizes[1])).hidden).toContain('linux/host/docker0')
  })
})

const idleSpec: TopologySpec = {
  containers: 0,
  bridges: 1,
  dualEvery: 0,
  hasWindows: false,
  routers: 1,
  extraNics: 0,
  hasLongNames: false,
  hasRules: true,
  hasPublishedPorts: false,
}

function surrounds(outer: Rect, inner: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  )
}

describe('findWirePath', () => {
  const host = 'wsl:Ubuntu/host'
  const way = (from: string, to: string) => findWirePath(article, from, to)!
  const centre = (id: string) => article.ports.find((port) => port.id === id)!.centre

  it('starts and ends at the ports, wherever it leads', () => {
    fc.assert(
      fc.property(specs, fc.nat(), fc.nat(), (spec, first, second) => {
        const layout = layoutMap(makeTopology(spec), options(sizes[1]))
        fc.pre(layout.ports.length > 0)
        const [from, to] = [first, second].map((each) => layout.ports[each % layout.ports.length]!)
        const path = findWirePath(layout, from!.id, to!.id)!
        expect(path.sampled.points[0]).toEqual(from!.centre)
        expect(endOfPath(path.path)).toEqual(to!.centre)
        expect(path.changeAt).toBeGreaterThanOrEqual(0)
        expect(path.changeAt).toBeLessThanOrEqual(1)
        const back = findWirePath(layout, to!.id, from!.id)!
        expect(back.sampled.length).toBeCloseTo(path.sampled.length, 5)
        if (path.gate !== null) expect(back.gate).toBe(path.gate)
      }),
      { numRuns: 60 },
    )
  })

  it('passes the gate between the bridge and eth0, both ways', () => {
    const gate = article.gates.find(({ namespace }) => namespace === host)!
    const there = way(`${host}/docker0`, `${host}/eth0`)
    expect(there.gate).toBe(gate.id)
    const start = centre(`${host}/docker0`).x
    expect(start + there.changeAt * there.sampled.length).toBeCloseTo(gate.centre.x, 5)
    expect(way(`${host}/eth0`, `${host}/docker0`).changeAt).toBeCloseTo(1 - there.changeAt, 5)
  })

  it('leads over interfaces that no capture saw, and says that it is inferred', () => {
    const direct = way('wsl:Ubuntu/container1/eth0', `${host}/veth293cce7`)
    expect(direct.isInferred).toBe(false)
    const far = way('wsl:Ubuntu/container1/eth0', 'windows/host/Wi-Fi')
    expect(far.isInferred).toBe(true)
    expect(far.sampled.points).toContainEqual(centre(`${host}/docker0`))
  })

  it('turns at the rail between two ports of a bridge instead of running to its own port', () => {
    const across = way(`${host}/veth293cce7`, `${host}/veth17f547e`)
    const bridge = centre(`${host}/docker0`)
    expect(Math.max(...across.sampled.points.map(({ x }) => x))).toBeLessThan(bridge.x)
  })

  it('is null for what the map does not show', () => {
    expect(findWirePath(article, 'nowhere/host/eth9', `${host}/eth0`)).toBeNull()
  })
})
