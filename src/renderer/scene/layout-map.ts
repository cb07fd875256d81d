import type { Interface, InterfaceId, Machine, Topology } from '../../core/topology/topology'
import type { Point } from './geometry'
import { layLan, sortStops } from './lay-lan'
import { layMachine, type LaidOut, type MachineOptions, type MapWords } from './lay-machine'
import { peersOf, sortMachine } from './machine-parts'
import type { MapLayout, SegmentLayout } from './map-layout'
import { curvePath, linePath, railPath, type Path } from './path'
import { Sheet } from './sheet'
import type { MeasureText } from './text-style'
import { largestFit } from './view'
import { visibleInterfaces } from './visible-interfaces'

/** What the map is laid out for. */
export interface MapOptions {
  readonly measure: MeasureText
  readonly words: MapWords
  /** Size of the viewport in CSS pixels; a map that leaves room spreads out towards it. */
  readonly width: number
  readonly height: number
  /** Interfaces that packets were seen at: never left out. */
  readonly needed: ReadonlySet<InterfaceId>
}

const margin = 20
const columnGap = 34
const rowGap = 28

/**
 * Where every machine, namespace, interface, wire and NAT gate of a topology stands, left to right as packets leave:
 * Linux and WSL with their containers, Windows, the LAN. No label touches another label, a port or a gate. The same
 * topology and options give the same layout.
 */
export function layoutMap(topology: Topology, options: MapOptions): MapLayout {
  const natural = layoutSpread(topology, options, 0, 0)
  const channels = 2 + 2 * new Set(topology.machines.map(({ kind }) => columnOf(kind))).size
  // A roomy viewport first makes everything larger, then the ways between longer.
  const growth = Math.min(largestFit, Math.max(1, (options.width / natural.width) * 0.93))
  const stretch = Math.max(0, Math.min(60, (options.width / growth - natural.width) / channels))
  const containers = Math.max(
    ...topology.machines.map(
      ({ id }) => topology.namespaces.filter(({ machine, kind }) => machine === id && kind === 'container').length,
    ),
    1,
  )
  const zoom = Math.min(largestFit, options.width / (natural.width + stretch * channels))
  const spread = Math.max(0, Math.min(56, ((options.height * 0.9) / zoom - natural.height) / containers))
  return stretch + spread > 1 ? layoutSpread(topology, options, stretch, spread) : natural
}

function columnOf(kind: Machine['kind']): 0 | 1 | 2 {
  return kind === 'lan' ? 2 : kind === 'windows' ? 1 : 0
}

function layoutSpread(topology: Topology, options: MapOptions, stretch: number, spread: number): MapLayout {
  const visible = visibleInterfaces(topology, options.needed)
  const peers = peersOf(topology)
  const machineOf = new Map(topology.namespaces.map(({ id, machine }) => [id, machine]))
  const column = new Map(topology.machines.map(({ id, kind }) => [id, columnOf(kind)]))
  const columnOfNic = new Map(visible.map((nic) => [nic.id, column.get(machineOf.get(nic.namespace) ?? '') ?? 0]))
  const leftward = new Set(
    visible
      .filter((nic) =>
        (peers.get(nic.id) ?? []).some((peer) => (columnOfNic.get(peer) ?? 9) < columnOfNic.get(nic.id)!),
      )
      .map(({ id }) => id),
  )
  const all = new Sheet(options.measure)
  let x = margin
  for (const index of [0, 1, 2] as const) {
    let below = -Infinity
    let widest = 0
    for (const machine of topology.machines.filter(({ kind }) => columnOf(kind) === index)) {
      const part = layOne(machine, topology, visible, leftward, { ...options, stretch, spread, peers })
      if (part === null) continue
      const y = Math.max(below, alignment(part, all, peers))
      all.paste(part.sheet, x, y)
      below = y + part.height + rowGap
      widest = Math.max(widest, part.width)
    }
    if (widest > 0) x += widest + columnGap + stretch
  }
  all.segments.push(...layWires(topology, all))
  const shown = new Set(all.ports.map(({ id }) => id))
  const hidden = topology.interfaces.filter(({ id }) => !shown.has(id)).map(({ id }) => id)
  const top = Math.min(0, ...all.boxes.map(({ rect }) => rect.y))
  const sheet = new Sheet(options.measure)
  sheet.paste(all, 0, margin - top)
  const right = Math.max(0, ...sheet.boxes.map(({ rect }) => rect.x + rect.width))
  const bottom = Math.max(0, ...sheet.boxes.map(({ rect }) => rect.y + rect.height))
  return sheet.layout(right + margin, bottom + margin, hidden)
}

function layOne(
  machine: Machine,
  topology: Topology,
  visible: readonly Interface[],
  leftward: ReadonlySet<InterfaceId>,
  options: MapOptions & MachineOptions,
): LaidOut | null {
  if (machine.kind !== 'lan') return layMachine(sortMachine(machine, topology, visible, leftward), options)
  const namespaces = new Map(
    topology.namespaces.filter((each) => each.machine === machine.id).map((each) => [each.id, each]),
  )
  const own = visible.filter((nic) => namespaces.has(nic.namespace))
  if (own.length === 0) return null
  const stops = sortStops(own, options.peers).map((nic) => ({ nic, namespace: namespaces.get(nic.namespace)! }))
  return layLan(machine, stops, options)
}

/** How far down a part goes so that its first wire to what is already there runs straight. */
function alignment(part: LaidOut, placed: Sheet, peers: ReturnType<typeof peersOf>): number {
  for (const port of part.sheet.ports) {
    for (const peer of peers.get(port.id) ?? []) {
      const other = placed.portAt(peer)
      if (other !== null) return other.y - port.centre.y
    }
  }
  return 0
}

function layWires(topology: Topology, sheet: Sheet): SegmentLayout[] {
  const centres = new Map(sheet.ports.map(({ id, centre }) => [id, centre]))
  const laid = new Set(sheet.segments.flatMap(({ ends: [a, b] }) => [`${a} ${b}`, `${b} ${a}`]))
  return topology.wires.flatMap((wire, index): SegmentLayout[] => {
    const [a, b] = wire.ends
    if (laid.has(`${a} ${b}`)) return []
    const [from, to] = [centres.get(a), centres.get(b)]
    if (from === undefined || to === undefined) return []
    return [
      {
        id: `wire ${index}`,
        kind: 'wire',
        ends: [a, b],
        path: wirePath(from, to),
        railX: null,
        gate: null,
        changeAt: 0.5,
        isInferred: wire.isInferred,
        isDrawn: true,
      },
    ]
  })
}

function wirePath(from: Point, to: Point): Path {
  if (from.x === to.x) return Math.abs(from.y - to.y) < 60 ? linePath(from, to) : railPath(from, from.x - 14, to)
  return curvePath(from, to)
}
