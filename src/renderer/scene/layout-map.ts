import type { Interface, InterfaceId, Machine, NamespaceId, Topology } from '../../core/topology/topology'
import { findClashes } from './find-clashes'
import { crossed, type Point, type Rect } from './geometry'
import { layLan, sortStops } from './lay-lan'
import { layMachine, type LaidOut, type MachineOptions } from './lay-machine'
import type { MapWords } from './map-words'
import { peersOf, sortMachine } from './machine-parts'
import type { MapLayout, SegmentLayout } from './map-layout'
import { moveOf, noMoves, type Moves } from './moves'
import { curvePath, linePath, railPath, samplePath, type Path } from './path'
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
  /** Interfaces whose containers are busy, when fewer than the needed ones. */
  readonly seen?: ReadonlySet<InterfaceId>
  /** Groups of idle containers that a person opened or folded, by the bridge that they are on. */
  readonly folds?: ReadonlyMap<string, 'open' | 'folded'>
  /** Boxes that a person moved; those are left out that would cover something. */
  readonly moves?: Moves
  /** Takes every move, whatever it covers: while a box is being dragged. */
  readonly isLoose?: boolean
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
  const natural = layoutSpread(topology, options, { stretch: 0, spread: 0 }, noMoves)
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
  const room = stretch + spread > 1 ? { stretch, spread } : { stretch: 0, spread: 0 }
  const { moves = noMoves, isLoose = false } = options
  if (moves.size === 0) return stretch + spread > 1 ? layoutSpread(topology, options, room, noMoves) : natural
  const wanted = layoutSpread(topology, options, room, moves)
  if (isLoose || findClashes(wanted).length === 0) return wanted
  return layClearMoves(topology, options, room, moves)
}

/** The layout with as many of the moves as cover nothing, the oldest first. */
function layClearMoves(topology: Topology, options: MapOptions, room: Room, moves: Moves): MapLayout {
  let kept: Moves = noMoves
  let layout = layoutSpread(topology, options, room, noMoves)
  for (const [key, move] of moves) {
    const more = new Map([...kept, [key, move]])
    const next = layoutSpread(topology, options, room, more)
    if (findClashes(next).length > 0) continue
    kept = more
    layout = next
  }
  return layout
}

/** Namespaces that packets were seen in, or at the other end of a wire that they were seen on. */
function activeNamespaces(
  topology: Topology,
  needed: ReadonlySet<InterfaceId>,
  peers: ReturnType<typeof peersOf>,
): Set<NamespaceId> {
  const homes = new Map(topology.interfaces.map(({ id, namespace, kind }) => [id, { namespace, kind }]))
  const active = new Set<NamespaceId>()
  for (const id of needed) {
    const home = homes.get(id)
    if (home === undefined) continue
    active.add(home.namespace)
    // All containers of a macvlan hang on one interface, and only a veth's peer is one and the same wire.
    if (home.kind !== 'veth') continue
    for (const peer of peers.get(id) ?? []) active.add(homes.get(peer)?.namespace ?? '')
  }
  return active
}

interface Room {
  readonly stretch: number
  readonly spread: number
}

function columnOf(kind: Machine['kind']): 0 | 1 | 2 {
  return kind === 'lan' ? 2 : kind === 'windows' ? 1 : 0
}

function layoutSpread(topology: Topology, options: MapOptions, room: Room, moves: Moves): MapLayout {
  const { stretch } = room
  const visible = visibleInterfaces(topology, options.needed)
  const peers = peersOf(topology)
  const active = activeNamespaces(topology, options.seen ?? options.needed, peers)
  const folds = options.folds ?? new Map<string, 'open' | 'folded'>()
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
  // Where machines would stand if none had been moved says where the next one stands.
  const unmoved = new Sheet(options.measure)
  const columns: { readonly kind: Machine['kind']; readonly left: number; readonly right: number }[] = []
  const placed: { readonly sheet: Sheet; readonly at: Point; readonly move: Point }[] = []
  let x = margin
  for (const index of [0, 1, 2] as const) {
    let below = -Infinity
    let widest = 0
    for (const machine of topology.machines.filter(({ kind }) => columnOf(kind) === index)) {
      const own = { ...options, ...room, peers, active, folds, moves }
      const part = layOne(machine, topology, visible, leftward, own)
      if (part === null) continue
      const y = Math.max(below, alignment(part, unmoved, peers))
      unmoved.paste(part.sheet, x, y)
      placed.push({ sheet: part.sheet, at: { x, y }, move: moveOf(moves, `machine ${machine.id}`) })
      below = y + part.height + rowGap
      widest = Math.max(widest, part.width)
    }
    const kind = topology.machines.find((machine) => columnOf(machine.kind) === index)?.kind
    if (widest > 0 && kind !== undefined) {
      columns.push({ kind, left: x, right: x + widest })
      x += widest + columnGap + stretch
    }
  }
  const top = Math.min(0, ...unmoved.boxes.map(({ rect }) => rect.y))
  const sheet = new Sheet(options.measure)
  for (const { sheet: part, at, move } of placed) {
    sheet.paste(part, Math.max(margin, at.x + move.x), Math.max(margin, at.y + move.y + margin - top))
  }
  sheet.segments.push(...layWires(topology, sheet, moves.size > 0))
  const shown = new Set(sheet.ports.map(({ id }) => id))
  const hidden = topology.interfaces.filter(({ id }) => !shown.has(id)).map(({ id }) => id)
  const right = Math.max(0, ...sheet.boxes.map(({ rect }) => rect.x + rect.width))
  const bottom = Math.max(0, ...sheet.boxes.map(({ rect }) => rect.y + rect.height))
  if (moves.size === 0) markWorlds(sheet, columns, bottom, options)
  return sheet.layout(right + margin, bottom + margin, hidden)
}

/** Lines between the machines of one world and those of the next; not where somebody moved them. */
function markWorlds(
  sheet: Sheet,
  columns: readonly { readonly kind: Machine['kind']; readonly left: number; readonly right: number }[],
  bottom: number,
  { words }: MapOptions,
): void {
  for (const [index, { kind, left }] of columns.entries()) {
    const before = columns[index - 1]
    if (before === undefined) continue
    const machine = sheet.boxes.find(({ target, look }) => target.kind === 'machine' && look === kind)
    const names = [words.world[before.kind], words.world[kind]] as const
    if (machine) sheet.boundary(`to ${kind}`, machine.target, (before.right + left) / 2, margin - 6, bottom, names)
  }
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

/** What a wire must not run through, except the interfaces that it joins. */
interface Mark {
  readonly rect: Rect
  readonly id: InterfaceId | null
}

function layWires(topology: Topology, sheet: Sheet, hasMoves: boolean): SegmentLayout[] {
  const centres = new Map(sheet.ports.map(({ id, centre }) => [id, centre]))
  const laid = new Set(sheet.segments.flatMap(({ ends: [a, b] }) => [`${a} ${b}`, `${b} ${a}`]))
  const marks: Mark[] = [
    ...sheet.labels.map(({ rect }) => ({ rect, id: null })),
    ...sheet.gates.map(({ rect }) => ({ rect, id: null })),
    ...sheet.ports.map(({ rect, id }) => ({ rect, id })),
  ]
  return topology.wires.flatMap((wire): SegmentLayout[] => {
    const [a, b] = wire.ends
    if (laid.has(`${a} ${b}`)) return []
    const [from, to] = [centres.get(a), centres.get(b)]
    if (from === undefined || to === undefined) return []
    return [
      {
        id: `wire ${a} ${b}`,
        kind: 'wire',
        ends: [a, b],
        path: hasMoves ? clearPath(sheet, marks, wire.ends, from, to) : wirePath(sheet, a, from, to),
        railX: null,
        gate: null,
        changeAt: 0.5,
        isInferred: wire.isInferred,
        isDrawn: true,
      },
    ]
  })
}

function wirePath(sheet: Sheet, id: InterfaceId, from: Point, to: Point): Path {
  if (from.x !== to.x) return curvePath(from, to)
  // Two interfaces on one edge are joined on the side where their names are not.
  const label = sheet.labels.find(({ target }) => target.kind === 'interface' && target.id === id)
  const side = label !== undefined && label.rect.x < from.x ? 14 : -14
  return Math.abs(from.y - to.y) < 60 ? linePath(from, to) : railPath(from, from.x + side, to)
}

/** Between boxes that were moved: the usual way, or the first way round that runs through no text. */
function clearPath(sheet: Sheet, marks: readonly Mark[], [a, b]: SegmentLayout['ends'], from: Point, to: Point): Path {
  const usual = wirePath(sheet, a, from, to)
  const others = marks.filter(({ id }) => id !== a && id !== b)
  if (crossed(samplePath(usual).points, others).length === 0) return usual
  const rails = [0.5, 0.25, 0.75, 0.1, 0.9].map((share) => from.x + (to.x - from.x) * share)
  const beside = [16, 30, 46, -16, -30, -46].flatMap((aside) => [from.x + aside, to.x + aside])
  const ways = [...rails, ...beside].map((x) => railPath(from, x, to))
  return ways.find((way) => crossed(samplePath(way).points, others).length === 0) ?? usual
}
