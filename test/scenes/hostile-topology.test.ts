import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Interface, InterfaceKind, Machine, Namespace, NatRule, Topology } from '../../src/core/topology/topology'
import { findWirePath } from '../../src/renderer/scene/find-wire-path'
import { overlaps } from '../../src/renderer/scene/geometry'
import { layoutMap } from '../../src/renderer/scene/layout-map'
import { mapShapes } from '../../src/renderer/scene/map-shapes'
import { sceneWords } from '../../src/renderer/scene/scene-words'
import { themes } from '../../src/renderer/scene/theme'
import { hitTest } from '../../src/renderer/scene/view'
import { measureByTable } from './measure-text'

const kinds: readonly InterfaceKind[] = [
  'physical',
  'veth',
  'bridge',
  'vswitch',
  'wifi',
  'loopback',
  'macvlan',
  'tunnel',
  'router',
]
const machineIds = ['wsl:a', 'linux', 'windows', 'lan', 'nowhere']
const names = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.constantFrom('vEthernet (WSL (Hyper-V firewall))', '', ' ', '名前', 'x'.repeat(5000), '\u202eabc', 'a/b/c'),
)
const any = <T>(values: readonly T[]) => fc.constantFrom(...values)

/** Topologies that are of the right types and otherwise make no sense. */
const nonsense: fc.Arbitrary<Topology> = fc
  .record({
    machines: fc.uniqueArray(
      fc.tuple(any(machineIds), any<Machine['kind']>(['linux', 'wsl', 'windows', 'lan']), names),
      {
        maxLength: 4,
        selector: ([id]) => id,
      },
    ),
    namespaces: fc.array(fc.tuple(any(machineIds), names, any<Namespace['kind']>(['host', 'container', 'router'])), {
      maxLength: 8,
    }),
    interfaces: fc.array(
      fc.record({ home: fc.nat(7), name: names, kind: any(kinds), master: fc.option(fc.nat(20)), isUp: fc.boolean() }),
      { maxLength: 20 },
    ),
    wires: fc.array(fc.tuple(fc.nat(21), fc.nat(21)), { maxLength: 12 }),
    rules: fc.array(fc.record({ home: fc.nat(7), text: names, source: fc.option(names), to: fc.option(names) }), {
      maxLength: 6,
    }),
  })
  .map(({ machines, namespaces, interfaces, wires, rules }): Topology => {
    const homes = namespaces.map(([machine, name, kind], index): Namespace => ({
      id: `${machine}/${index}`,
      machine,
      kind,
      name,
      container: kind === 'container' ? { id: name, image: name, pid: 1, state: 'running', networks: [] } : null,
    }))
    const homeOf = (index: number) => homes[index]?.id ?? 'missing/namespace'
    const idOf = (index: number) => `${homeOf(interfaces[index]?.home ?? 9)}/${index}`
    return {
      version: 1,
      machines: machines.map(([id, kind, name]) => ({ id, kind, name, description: name, networkingMode: null })),
      namespaces: homes,
      interfaces: interfaces.map(({ home, name, kind, master, isUp }, index): Interface => ({
        id: idOf(index),
        namespace: homeOf(home),
        name,
        kind,
        index,
        mac: '',
        mtu: 0,
        addresses: [{ address: index % 2 === 0 ? name : `10.0.0.${index}`, prefixLength: index }],
        master: master === null ? null : idOf(master),
        isUp,
        captureName: null,
      })),
      wires: wires.map(([a, b]) => ({ kind: 'veth', ends: [idOf(a), idOf(b)], isInferred: a % 2 === 0 })),
      routes: [],
      natRules: rules.map(({ home, text, source, to }): NatRule => ({
        namespace: homeOf(home),
        chain: text,
        kind: 'snat',
        text,
        source: source === null ? null : { value: source, isNegated: false },
        destination: null,
        inInterface: null,
        outInterface: source === null ? null : { value: text, isNegated: true },
        protocol: null,
        to,
        counters: { packets: 5, bytes: 0 },
      })),
      networks: [],
      gaps: [],
    }
  })

it('lays out whatever it is given, with finite numbers and labels that do not touch', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(nonsense, (topology) => {
      const needed = new Set(topology.interfaces.map(({ id }) => id))
      const size = { width: 1088, height: 525 }
      const layout = layoutMap(topology, { measure: measureByTable, words: sceneWords.ja, needed, ...size })
      const rects = [...layout.labels, ...layout.ports, ...layout.gates, ...layout.boxes].map(({ rect }) => rect)
      for (const { x, y, width, height } of rects) {
        expect([x, y, width, height, layout.width, layout.height].every(Number.isFinite)).toBe(true)
      }
      expect(mapShapes(layout, themes.dark).length).toBeGreaterThanOrEqual(layout.labels.length)
      const labels = layout.labels.map(({ rect }) => rect)
      for (const [index, label] of labels.entries()) {
        for (const other of labels.slice(index + 1)) expect(overlaps(label, other)).toBe(false)
      }
      for (const { id, centre } of layout.ports) {
        expect(hitTest(layout, centre)?.kind).toBe('interface')
        const path = findWirePath(layout, layout.ports[0]!.id, id)
        expect(path === null || Number.isFinite(path.sampled.length)).toBe(true)
      }
    }),
    { numRuns: 300 },
  )
})
