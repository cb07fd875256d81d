import type { Interface, InterfaceId } from '../../core/topology/topology'
import { gateText, rulesOfSource } from './gate-text'
import { foldIdle, type FoldOptions } from './fold-idle'
import { crossed, type Point } from './geometry'
import { layContainers } from './lay-containers'
import { edgeLabelHeight, edgeLabelWidth, layEdgePort, laySource, measureSource, type SourceSize } from './lay-source'
import type { MapWords } from './map-words'
import type { DirectWire, MachineParts, SourcePart } from './machine-parts'
import { boxKey, moveOf, noMoves, type Moves } from './moves'
import { curvePath, joinPaths, linePath, railPath, samplePath } from './path'
import { gateRadius, portRadius, Sheet } from './sheet'
import { elide, textStyles, type MeasureText } from './text-style'

/** What the layout of a machine needs besides its parts. */
export interface MachineOptions extends FoldOptions {
  readonly measure: MeasureText
  readonly moves: Moves
  readonly words: MapWords
  /** Additional width of each channel between columns. */
  readonly stretch: number
  /** Additional height between containers. */
  readonly spread: number
}

/** A part of the map with its size. */
export interface LaidOut {
  readonly sheet: Sheet
  readonly width: number
  readonly height: number
}

const padding = 18
const header = 62
const sinkPitch = 70
const gateLine = 13.5
/** Room under the bridges for wires that pass them by. */
const bypass = 28

interface Lane {
  readonly source: SourcePart
  readonly y: number
  readonly startX: number
  readonly rules: MachineParts['rules']
  /** Whether packets are known to be passed on from here: a bridge, a wired interface, or one with a NAT. */
  readonly isDrawn: boolean
}

/** Lays a machine out: containers, then bridges, then gates, then the interfaces that lead out on its right edge. */
export function layMachine(all: MachineParts, options: MachineOptions): LaidOut {
  const { measure, stretch, moves, words } = options
  const { rows, parts } = foldIdle(all, options)
  const sheet = new Sheet(measure)
  const rulesOf = assignRules(parts)
  const boxed = parts.sources.filter((source) => !source.isOnEdge)
  const edge = parts.sources.filter((source) => source.isOnEdge)

  const start = { x: padding, y: header }
  const containers = layContainers(sheet, rows, start, options)
  // What follows stands where it would stand if no container had been moved.
  const unmoved = moves.size === 0 ? sheet : new Sheet(measure)
  if (unmoved !== sheet) layContainers(unmoved, rows, start, { ...options, moves: noMoves })
  const channel = rows.length > 0 ? 72 + stretch : 0
  const sourceX = padding + containers.width + channel
  const folded = new Map<InterfaceId, string>(
    rows.flatMap((row) => {
      const wiredTo = row.kind === 'idle' ? row.group.wiredTo : null
      return row.kind === 'idle' && wiredTo !== null ? [[wiredTo, row.group.id] as const] : []
    }),
  )
  const sizes = boxed.map((source) => measureSource(source, folded.has(source.interface.id), measure))
  const sourceWidth = Math.max(0, ...sizes.map((size) => size.width))
  const tops = stack(boxed, sizes, unmoved, folded, options.peers, containers.bottom)
  const places = boxed.map(({ interface: nic }, index): Point => {
    const move = moveOf(moves, boxKey({ kind: 'interface', id: nic.id }))
    return { x: Math.max(padding, sourceX + move.x), y: Math.max(header, tops[index]! + move.y) }
  })
  const sourceRight =
    boxed.length === 0 ? sourceX - channel : Math.max(sourceX, ...places.map(({ x }) => x)) + sourceWidth
  const lanes: Lane[] = boxed.map((source, index) => {
    const { x, y } = places[index]!
    laySource(sheet, source, sizes[index]!, x, y, sourceWidth)
    const isBridge = source.interface.kind === 'bridge'
    const rules = rulesOf.get(source) ?? []
    const laneY = y + sizes[index]!.laneY
    return { source, y: laneY, startX: isBridge ? x + sourceWidth : x, rules, isDrawn: true }
  })
  layFolded(sheet, folded, lanes, places, sizes, sourceWidth)
  // The labels of the left edge reach under whatever stands further right, so they begin below it.
  const bottoms = places.map(({ y }, index) => y + sizes[index]!.height)
  const { direct } = parts
  const bottom = Math.max(containers.bottom, containers.movedBottom, ...bottoms)
  const isBypassed = direct.length > 0 && boxed.length > 0
  const lowest = bottom + (isBypassed ? bypass : 0)
  let next = rows.length + boxed.length === 0 ? 0 : lowest
  for (const source of edge) {
    const rules = rulesOf.get(source) ?? []
    const room = rules.length > 0 ? gateRadius + 10 + gateLine * (1 + gateText(rules, measure).lines.length) : 30
    const y = Math.max(next, header) + room
    layEdgePort(sheet, source.interface, 0, y, 'left')
    next = y + edgeLabelHeight(source.interface, measure)
    lanes.push({ source, y, startX: 0, rules, isDrawn: rules.length > 0 || source.isWired })
  }

  const columns = measureColumns(lanes, parts.sinks, edge, sourceRight, boxed.length > 0, direct.length > 0, options)
  const title = measure(parts.machine.name, textStyles.title)
  const width = Math.max(columns.right, Math.min(title, 260) + padding * 2, 150, containers.right + padding)
  const used = lanes.some((lane) => lane.isDrawn) ? lanes.filter((lane) => lane.isDrawn) : lanes.slice(0, 1)
  const heights = used.map((lane) => {
    const index = boxed.indexOf(lane.source)
    return index === -1 ? lane.y : tops[index]! + sizes[index]!.laneY
  })
  const middle = heights.length === 0 ? header + 34 : heights.reduce((sum, y) => sum + y, 0) / heights.length
  let sinkY = Math.max(header + 20, middle)
  for (const nic of parts.sinks) {
    layEdgePort(sheet, nic, width, sinkY, 'right')
    sinkY += Math.max(sinkPitch, edgeLabelHeight(nic, measure) + 12)
  }
  for (const lane of lanes) layLane(sheet, lane, parts, { ...columns, right: width }, words)
  joinSources(sheet, lanes, columns.gateX)
  const under = isBypassed ? { left: containers.right + 24, y: bottom + bypass / 2 } : null
  for (const wire of direct) layDirectWire(sheet, wire, columns, under)

  const reaches = [...sheet.labels, ...sheet.ports, ...sheet.gates].map(({ rect }) => rect.y + rect.height)
  const height = Math.max(header, lowest, ...reaches) + padding
  layFrame(sheet, parts, width, height, words)
  if (boxed.some(({ network }) => network !== null)) {
    const target = { kind: 'machine', id: parts.machine.id } as const
    const names = [words.dockerNetworks, words.world[parts.machine.kind]] as const
    sheet.boundary(`docker ${parts.machine.id}`, target, sourceRight + 9.5, header - 5, height - 8, names)
  }
  return { sheet, width, height }
}

/** One wire from each box of folded containers to the bridge that they are on. */
function layFolded(
  sheet: Sheet,
  folded: ReadonlyMap<InterfaceId, string>,
  lanes: readonly Lane[],
  places: readonly Point[],
  sizes: readonly SourceSize[],
  width: number,
): void {
  for (const [index, { source, y, startX }] of lanes.entries()) {
    const group = folded.get(source.interface.id)
    const box = sheet.boxes.find(({ target }) => target.kind === 'idle' && target.id === group)
    if (box === undefined || source.interface.kind !== 'bridge') continue
    const { rect } = box
    const from = { x: rect.x + rect.width, y: rect.y + rect.height / 2 }
    const entry = { x: places[index]!.x, y: places[index]!.y + sizes[index]!.rows.at(-1)! }
    const inside = railPath(entry, startX - 20, { x: places[index]!.x + width, y })
    sheet.segments.push({
      id: `idle ${source.interface.id}`,
      kind: 'wire',
      ends: [`idle ${source.interface.id}`, source.interface.id],
      path: joinPaths(curvePath(from, entry), inside),
      railX: null,
      gate: null,
      changeAt: 0.5,
      isInferred: false,
      isDrawn: true,
    })
  }
}

function layFrame(sheet: Sheet, { machine }: MachineParts, width: number, height: number, words: MapWords): void {
  const target = { kind: 'machine', id: machine.id } as const
  sheet.boxes.unshift({ target, look: machine.kind, rect: { x: 0, y: 0, width, height } })
  const room = width - padding * 2
  const name = machine.kind === 'wsl' ? `WSL · ${machine.name}` : machine.name
  sheet.write(target, 'title', elide(name, textStyles.title, room, sheet.measure), { x: padding, y: 27 })
  const mode = machine.networkingMode === null ? [] : [words.networkingMode(machine.networkingMode)]
  const about = [machine.description, ...mode].filter((text) => text !== '').join(' · ')
  const description = elide(about, textStyles.subtitle, room, sheet.measure)
  sheet.write(target, 'subtitle', description, { x: padding, y: 44 })
}

/** Tops of the bridges' boxes: each as near as possible to the middle of its containers, none over another. */
function stack(
  boxed: readonly SourcePart[],
  sizes: readonly SourceSize[],
  sheet: Sheet,
  folded: ReadonlyMap<InterfaceId, string>,
  peers: MachineOptions['peers'],
  bottom: number,
): number[] {
  const gap = 26
  let next = header
  const tops = boxed.map((source, index) => {
    const ends = [source.interface, ...source.ports].flatMap((nic) => peers.get(nic.id) ?? [])
    const group = sheet.boxes.find(
      ({ target }) => target.kind === 'idle' && target.id === folded.get(source.interface.id),
    )
    const heights = [
      ...ends.flatMap((id) => sheet.portAt(id)?.y ?? []),
      ...(group === undefined ? [] : [group.rect.y + group.rect.height / 2]),
    ]
    const centre = heights.length === 0 ? next : heights.reduce((sum, y) => sum + y, 0) / heights.length
    const top = Math.max(next, centre - sizes[index]!.laneY)
    next = top + sizes[index]!.height + gap
    return top
  })
  let limit = Math.max(bottom, header + sizes.reduce((sum, { height }) => sum + height + gap, -gap))
  for (let index = tops.length - 1; index >= 0; index--) {
    tops[index] = Math.max(header, Math.min(tops[index]!, limit - sizes[index]!.height))
    limit = tops[index]! - gap
  }
  return tops
}

/** Each source's rules; those that name no source's network stand at the first without a gate, else at the first. */
function assignRules({ sources, rules }: MachineParts): Map<SourcePart, MachineParts['rules']> {
  const assigned = new Map(sources.map((source) => [source, rulesOfSource(source.interface, rules)]))
  const placed = new Set([...assigned.values()].flat())
  const stray = rules.filter((rule) => !placed.has(rule))
  const home = sources.find((source) => assigned.get(source)?.length === 0) ?? sources[0]
  if (home !== undefined && stray.length > 0) assigned.set(home, [...(assigned.get(home) ?? []), ...stray])
  return assigned
}

interface Columns {
  readonly gateX: number
  readonly fanStart: number
  readonly fanEnd: number
  readonly right: number
}

function measureColumns(
  lanes: readonly Lane[],
  sinks: readonly Interface[],
  edge: readonly SourcePart[],
  sourceRight: number,
  hasBoxes: boolean,
  hasDirectWires: boolean,
  { measure, words, stretch }: MachineOptions,
): Columns {
  const gated = lanes.filter(({ rules }) => rules.length > 0)
  const above = Math.max(0, ...gated.map(({ rules }) => gateTextWidth(rules, measure) / 2))
  const below = Math.max(
    0,
    ...gated.map(({ rules }) => measure(counterText(rules, words), textStyles['gate-text']) / 2),
  )
  const radius = gated.length > 0 ? gateRadius : 0
  const edgeRight = Math.max(0, ...edge.map(({ interface: nic }) => portRadius + 7 + edgeLabelWidth(nic, measure)))
  const gateX = Math.max(
    hasBoxes ? sourceRight + Math.max(radius + 14, above + 12, below + 12) : sourceRight + 18,
    edge.length > 0 ? edgeRight + Math.max(radius, below) + 12 : 0,
    above + 14,
  )
  const isFanned = lanes.length > 1 || sinks.length > 1 || hasDirectWires
  const fanStart = gateX + Math.max(radius + 10, isFanned ? above + 8 : 0, below + 10)
  const fanEnd = fanStart + (isFanned ? 56 : 0) + (lanes.length > 0 ? stretch : 0)
  const labels = Math.max(0, ...sinks.map((nic) => edgeLabelWidth(nic, measure)))
  const sinkWidth = sinks.length > 0 ? labels + portRadius + 7 + 8 : padding
  return { gateX, fanStart, fanEnd, right: Math.max(fanEnd + sinkWidth, gateX + above + 14) }
}

function gateTextWidth(rules: Lane['rules'], measure: MeasureText): number {
  const { title, lines } = gateText(rules, measure)
  return Math.max(
    measure(title, textStyles['gate-title']),
    ...lines.map((line) => measure(line, textStyles['gate-text'])),
  )
}

function counterText(rules: Lane['rules'], words: MapWords): string {
  const counted = rules.flatMap(({ counters }) => (counters === null ? [] : [counters.packets]))
  return counted.length === 0 ? '' : words.packets(counted.reduce((sum, packets) => sum + packets, 0))
}

/** The way from a source through its gate to every interface that leads out. */
function layLane(sheet: Sheet, lane: Lane, parts: MachineParts, columns: Columns, words: MapWords): void {
  const { source, y, startX, rules } = lane
  const gateId = rules.length > 0 && parts.host !== null ? `${parts.host.id}|${source.interface.name}` : null
  if (gateId !== null && parts.host !== null) {
    const centre = { x: columns.gateX, y }
    const rect = { x: centre.x - gateRadius, y: y - gateRadius, width: gateRadius * 2, height: gateRadius * 2 }
    sheet.gates.push({ id: gateId, namespace: parts.host.id, rules, centre, rect })
    const target = { kind: 'gate', id: gateId } as const
    const { title, lines } = gateText(rules, sheet.measure)
    const top = y - gateRadius - 8 - lines.length * gateLine
    sheet.write(target, 'gate-title', title, { x: centre.x, y: top }, 'middle')
    for (const [index, line] of lines.entries()) {
      sheet.write(target, 'gate-text', line, { x: centre.x, y: top + gateLine * (index + 1) }, 'middle')
    }
    const counter = counterText(rules, words)
    sheet.write(target, 'gate-text', counter, { x: centre.x, y: y + gateRadius + 14 }, 'middle')
  }
  for (const [index, sink] of parts.sinks.entries()) {
    const end = sheet.portAt(sink.id)!
    const start = { x: startX, y }
    const gate = { x: columns.gateX, y }
    const fan = curvePath({ x: columns.fanStart, y }, { x: columns.fanEnd, y: end.y })
    const path = joinPaths(joinPaths(linePath(start, gate), fan), linePath({ x: columns.fanEnd, y: end.y }, end))
    sheet.segments.push({
      id: `${source.interface.id}~${sink.id}`,
      kind: 'passage',
      ends: [source.interface.id, sink.id],
      path,
      railX: null,
      gate: gateId,
      changeAt: (gate.x - start.x) / samplePath(path).length,
      isInferred: false,
      isDrawn: index === 0 && lane.isDrawn,
    })
  }
}

/** Straight to the host's interface, or `under` the bridges where there are some. */
function layDirectWire(
  sheet: Sheet,
  { from, to, isInferred }: DirectWire,
  columns: Columns,
  under: { readonly left: number; readonly y: number } | null,
): void {
  const start = sheet.portAt(from.id)!
  const end = sheet.portAt(to.id)!
  const turn = { x: columns.fanEnd, y: end.y }
  const path =
    under === null
      ? joinPaths(joinPaths(linePath(start), curvePath({ x: columns.fanStart, y: start.y }, turn)), linePath(turn, end))
      : joinPaths(
          railPath(start, under.left, { x: columns.gateX, y: under.y }),
          railPath({ x: columns.gateX, y: under.y }, (columns.fanStart + columns.fanEnd) / 2, end),
        )
  const { points } = samplePath(path)
  sheet.segments.push({
    id: `${from.id}~${to.id}`,
    kind: 'wire',
    ends: [from.id, to.id],
    path,
    railX: null,
    gate: null,
    changeAt: 0.5,
    isInferred,
    // Where captures have brought interfaces that stand in the way, it is drawn only when travelled.
    isDrawn: crossed(points, sheet.labels).length === 0,
  })
}

/** Ways between two bridges, and between two interfaces on the right edge: possible, drawn only when travelled. */
function joinSources(sheet: Sheet, lanes: readonly Lane[], gateX: number): void {
  for (const [index, to] of lanes.entries()) {
    for (const from of lanes.slice(0, index)) {
      sheet.segments.push({
        id: `${from.source.interface.id}~${to.source.interface.id}`,
        kind: 'passage',
        ends: [from.source.interface.id, to.source.interface.id],
        path: railPath({ x: from.startX, y: from.y }, gateX, { x: to.startX, y: to.y }),
        railX: null,
        gate: null,
        changeAt: 0.5,
        isInferred: false,
        isDrawn: false,
      })
    }
  }
}
