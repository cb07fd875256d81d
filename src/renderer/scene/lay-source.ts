import type { Interface } from '../../core/topology/topology'
import { shownAddresses } from './interface-text'
import type { SourcePart } from './machine-parts'
import { linePath, railPath } from './path'
import { portRadius, type Sheet } from './sheet'
import { elide, textStyles, wrap, type MeasureText } from './text-style'

const header = 48
const row = 30
const denseRow = 22
/** Leaves room for the gate's text above one lane and port labels below the one before. */
const lowest = 112
const widestPortName = 120
const widestNetwork = 110

/** The size of a bridge's box and where in it things are, measured from its top left corner. */
export interface SourceSize {
  readonly width: number
  readonly height: number
  /** Where the lane leaves it. */
  readonly laneY: number
  /** One for each port, and a last one for the containers that are folded away. */
  readonly rows: readonly number[]
}

/** Measures the box of a bridge or of a lone interface. */
export function measureSource(source: SourcePart, hasFolded: boolean, measure: MeasureText): SourceSize {
  const count = source.ports.length + (hasFolded ? 1 : 0)
  const pitch = count > 8 ? denseRow : row
  const rows = Array.from({ length: count }, (_, index) => header + 20 + pitch * index)
  const bottom = (rows.at(-1) ?? header + 20) + 18
  const laneY = rows.length === 0 ? Math.max(header + 20, lowest / 2 + 10) : (rows[0]! + rows.at(-1)!) / 2
  const names = source.ports.map((nic) => Math.min(widestPortName, measure(nic.name, textStyles.interface)))
  const width = Math.max(
    measure(source.interface.name, textStyles.interface) + 28,
    measure(subtitleOf(source, measure), textStyles.subtitle) + 28,
    Math.max(0, ...names) + portRadius + 8 + 34,
  )
  const height = Math.max(bottom, lowest)
  const slack = rows.length === 0 ? 0 : Math.max(0, (height - bottom) / 2 - 4)
  return { width, height, laneY: laneY + slack, rows: rows.map((y) => y + slack) }
}

/** Docker calls the network on docker0 "bridge", which is what any other bridge is called, too. */
function subtitleOf({ interface: nic, network }: SourcePart, measure: MeasureText): string {
  const name = elide(network ?? nic.kind, textStyles.subtitle, widestNetwork, measure)
  return [name, ...shownAddresses(nic, 1)].join(' · ')
}

/** Draws a bridge: ports on its left edge, their names above their lines, a rail, and its own port at the lane. */
export function laySource(
  sheet: Sheet,
  source: SourcePart,
  size: SourceSize,
  x: number,
  y: number,
  width: number,
): void {
  const nic = source.interface
  const target = { kind: 'interface', id: nic.id } as const
  sheet.boxes.push({ target, look: 'bridge', rect: { x, y, width, height: size.height } })
  sheet.write(target, 'interface', nic.name, { x: x + 14, y: y + 23 })
  sheet.write(target, 'subtitle', subtitleOf(source, sheet.measure), { x: x + 14, y: y + 39 })
  const out = { x: x + width, y: y + size.laneY }
  if (nic.kind !== 'bridge') {
    sheet.port(nic, { x, y: out.y })
    return
  }
  sheet.port(nic, out)
  const railX = x + width - 20
  for (const [index, port] of source.ports.entries()) {
    const centre = { x, y: y + size.rows[index]! }
    const name = elide(port.name, textStyles.interface, widestPortName, sheet.measure)
    sheet.port(port, centre)
    sheet.write({ kind: 'interface', id: port.id }, 'interface', name, { x: x + portRadius + 7, y: centre.y - 5 })
    sheet.segments.push({
      id: `${port.id}~${nic.id}`,
      kind: 'bridge',
      ends: [port.id, nic.id],
      path: centre.y === out.y ? linePath(centre, out) : railPath(centre, railX, out),
      railX,
      gate: null,
      changeAt: 0.5,
      isInferred: false,
      isDrawn: true,
    })
  }
}

/** Lines under a port on a machine's edge: its name, broken where it is long, and up to two addresses. */
export function edgeLabel(nic: Interface, measure: MeasureText): { role: 'interface' | 'address'; text: string }[] {
  return [
    ...wrap(nic.name, textStyles.interface, 118, measure, 3).map((text) => ({ role: 'interface' as const, text })),
    ...shownAddresses(nic, 2).map((text) => ({ role: 'address' as const, text })),
  ]
}

/** How wide an edge label is. */
export function edgeLabelWidth(nic: Interface, measure: MeasureText): number {
  return Math.max(0, ...edgeLabel(nic, measure).map(({ role, text }) => measure(text, textStyles[role])))
}

/** How far an edge label reaches below its port's centre. */
export function edgeLabelHeight(nic: Interface, measure: MeasureText): number {
  return 14 + edgeLabel(nic, measure).length * 14.5
}

/** Draws a port on a machine's left or right edge with its label inside, below the line that reaches it. */
export function layEdgePort(sheet: Sheet, nic: Interface, x: number, y: number, side: 'left' | 'right'): void {
  sheet.port(nic, { x, y })
  const inward = side === 'left' ? 1 : -1
  for (const [index, { role, text }] of edgeLabel(nic, sheet.measure).entries()) {
    const at = { x: x + inward * (portRadius + 7), y: y + 21 + index * 14.5 }
    sheet.write({ kind: 'interface', id: nic.id }, role, text, at, side === 'left' ? 'start' : 'end')
  }
}
