import type { Interface } from '../../core/topology/topology'
import type { ContainerRow, IdleGroup } from './fold-idle'
import type { Point } from './geometry'
import { shownAddresses } from './interface-text'
import type { MapWords } from './map-words'
import type { ContainerPart } from './machine-parts'
import { boxKey, moveOf, type Moves } from './moves'
import { railPath } from './path'
import { portRadius, type Sheet } from './sheet'
import { elide, textStyles, type MeasureText } from './text-style'

/** From how many containers on each takes one row instead of a card. */
const compactFrom = 8
const row = 38
const quietRow = 30
const cardHeader = 50
const noteLine = 17
const widest = 212
const widestNote = 150

/** What a column of containers is laid out with. */
export interface ColumnOptions {
  readonly words: MapWords
  /** Additional height between containers. */
  readonly spread: number
  readonly moves: Moves
}

/** How far a column of containers reaches, where nothing was moved and as it is. */
export interface ColumnExtent {
  readonly width: number
  readonly bottom: number
  readonly right: number
  readonly movedBottom: number
}

interface Frame extends Point {
  readonly width: number
  readonly isCompact: boolean
}

/** Stacks containers from (x, y) down, ports on their right edges. */
export function layContainers(
  sheet: Sheet,
  rows: readonly ContainerRow[],
  { x, y }: Point,
  { words, spread, moves }: ColumnOptions,
): ColumnExtent {
  if (rows.length === 0) return { width: 0, bottom: y, right: 0, movedBottom: y }
  const isCompact = rows.length >= compactFrom
  const width = Math.max(...rows.map((each) => widthOf(each, isCompact, words, sheet.measure)))
  const gap = isCompact ? 8 + spread / 2 : 16 + spread
  let top = y + spread / 2
  let right = x + width
  let movedBottom = 0
  for (const each of rows) {
    const target = each.kind === 'idle' ? ({ kind: 'idle', id: each.group.id } as const) : each.part.target
    const move = moveOf(moves, boxKey(target))
    const at = { x: Math.max(x, x + move.x), y: Math.max(y, top + move.y) }
    const frame: Frame = { ...at, width, isCompact }
    const height =
      each.kind === 'idle' ? layIdle(sheet, each.group, frame, words) : layContainer(sheet, each.part, frame, words)
    top += height + gap
    right = Math.max(right, at.x + width)
    movedBottom = Math.max(movedBottom, at.y + height)
  }
  const bottom = top - gap + spread / 2
  return { width, bottom, right, movedBottom: Math.max(movedBottom, moves.size === 0 ? bottom : 0) }
}

function widthOf(each: ContainerRow, isCompact: boolean, words: MapWords, measure: MeasureText): number {
  if (each.kind === 'idle') return measure(idleText(each.group, words), textStyles.interface) + 28
  const { part } = each
  const title = Math.min(widest - 28, measure(part.name, textStyles.title))
  const ports = Math.max(0, ...part.interfaces.map((nic) => portTextWidth(nic, measure)))
  const note = Math.min(widest - 28, measure(noteOf(part, words), textStyles.subtitle))
  const subtitle = Math.min(widest - 28, measure(subtitleOf(part), textStyles.subtitle))
  if (isCompact) return Math.min(title, 110) + Math.max(ports, Math.min(note, widestNote)) + 14 + 16 + 20
  return Math.max(130, title + 28, subtitle + 28, note + 28, ports + 14 + 20)
}

function idleText({ names, isOpen }: IdleGroup, words: MapWords): string {
  return `${isOpen ? '−' : '+'} ${words.idle(names.length)}`
}

function portTextWidth(nic: Interface, measure: MeasureText): number {
  const addresses = shownAddresses(nic, 1).map((address) => measure(address, textStyles.address))
  return Math.max(measure(nic.name, textStyles.interface), ...addresses)
}

function subtitleOf({ container }: ContainerPart): string {
  return container === null ? '' : `${container.id.slice(0, 12)} · ${container.image}`
}

/** What a container without interfaces of its own says instead of them, or who else lives in its namespace. */
function noteOf({ network, container, guests }: ContainerPart, words: MapWords): string {
  switch (network) {
    case 'stopped':
      return words.stopped(container?.state ?? '')
    case 'host':
      return words.hostNetwork
    case 'none':
      return words.noNetwork
    case 'unknown':
      return words.unknownNetwork
    case 'own':
      return guests.length === 0 ? '' : words.sharedWith(guests.join(', '))
  }
}

function layIdle(sheet: Sheet, group: IdleGroup, { x, y, width }: Frame, words: MapWords): number {
  const target = { kind: 'idle', id: group.id } as const
  const { names, isOpen } = group
  sheet.boxes.push({ target, look: 'idle', rect: { x, y, width, height: quietRow }, idle: { names, isOpen } })
  sheet.write(target, 'interface', idleText(group, words), { x: x + 14, y: y + quietRow / 2 + 4 })
  return quietRow
}

function layContainer(sheet: Sheet, part: ContainerPart, frame: Frame, words: MapWords): number {
  return frame.isCompact ? layRow(sheet, part, frame, words) : layCard(sheet, part, frame, words)
}

function layCard(sheet: Sheet, part: ContainerPart, { x, y, width }: Frame, words: MapWords): number {
  const { target, interfaces, network } = part
  const note = noteOf(part, words)
  const noted = note === '' ? 0 : noteLine
  const height = cardHeader + interfaces.length * row + noted + 6
  const isQuiet = network === 'stopped'
  const room = width - 28
  const line = (role: 'title' | 'subtitle', text: string, at: number) => {
    const shown = elide(text, textStyles[role], room, sheet.measure)
    sheet.write(target, role, shown, { x: x + 14, y: y + at }, 'start', isQuiet)
  }
  sheet.boxes.push({ target, look: isQuiet ? 'stopped' : 'container', rect: { x, y, width, height } })
  line('title', part.name, 24)
  line('subtitle', subtitleOf(part), 41)
  if (note !== '') line('subtitle', note, height - 11)
  layPorts(sheet, part, x + width, (index) => y + cardHeader + row * (index + 0.5))
  return height
}

function layRow(sheet: Sheet, part: ContainerPart, { x, y, width }: Frame, words: MapWords): number {
  const { target, interfaces, network } = part
  const note = noteOf(part, words)
  const noted = note !== '' && network === 'own' ? noteLine : 0
  const height = (interfaces.length === 0 ? quietRow : interfaces.length * row + 8) + noted
  const isQuiet = network === 'stopped'
  sheet.boxes.push({ target, look: isQuiet ? 'stopped' : 'container', rect: { x, y, width, height } })
  const { measure } = sheet
  const right = x + width
  let taken = Math.max(0, ...interfaces.map((nic) => portTextWidth(nic, measure)))
  if (note !== '' && network !== 'own') {
    const text = elide(note, textStyles.subtitle, widestNote, measure)
    taken = measure(text, textStyles.subtitle)
    sheet.write(target, 'subtitle', text, { x: right - 14, y: y + quietRow / 2 + 4 }, 'end', isQuiet)
  }
  const room = Math.max(30, width - 14 - 16 - 20 - taken)
  const middle = interfaces.length === 0 ? y + quietRow / 2 + 5 : y + 4 + row / 2 + 5
  const title = elide(part.name, textStyles.title, room, measure)
  sheet.write(target, 'title', title, { x: x + 14, y: middle }, 'start', isQuiet)
  if (noted > 0) {
    const text = elide(note, textStyles.subtitle, width - 28, measure)
    sheet.write(target, 'subtitle', text, { x: x + 14, y: y + height - 9 })
  }
  layPorts(sheet, part, right, (index) => y + 4 + row * (index + 0.5))
  return height
}

function layPorts(sheet: Sheet, { interfaces }: ContainerPart, right: number, yOf: (index: number) => number): void {
  for (const [index, nic] of interfaces.entries()) {
    const centre = { x: right, y: yOf(index) }
    const own = { kind: 'interface', id: nic.id } as const
    const [address] = shownAddresses(nic, 1)
    const edge = right - portRadius - 8
    sheet.port(nic, centre)
    sheet.write(own, 'interface', nic.name, { x: edge, y: centre.y + (address === undefined ? 4 : -3) }, 'end')
    if (address !== undefined) sheet.write(own, 'address', address, { x: edge, y: centre.y + 12 }, 'end')
    for (const other of interfaces.slice(0, index)) {
      const from = sheet.portAt(other.id)!
      sheet.segments.push({
        id: `${other.id}~${nic.id}`,
        kind: 'passage',
        ends: [other.id, nic.id],
        path: railPath(from, right - 18, centre),
        railX: null,
        gate: null,
        changeAt: 0.5,
        isInferred: false,
        isDrawn: false,
      })
    }
  }
}
