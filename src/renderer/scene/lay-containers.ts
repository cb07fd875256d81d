import type { Interface } from '../../core/topology/topology'
import { shownAddresses } from './interface-text'
import type { ContainerPart } from './machine-parts'
import { portRadius, type Sheet } from './sheet'
import { elide, textStyles, type MeasureText } from './text-style'
import { railPath } from './path'

/** From how many containers on each takes one row instead of a card. */
const compactFrom = 8
const row = 38
const cardHeader = 50
const widest = 212

/** Stacks containers from (x, y) down, ports on their right edges; returns the column's extent. */
export function layContainers(
  sheet: Sheet,
  containers: readonly ContainerPart[],
  x: number,
  y: number,
  spread: number,
): { readonly width: number; readonly bottom: number } {
  if (containers.length === 0) return { width: 0, bottom: y }
  const isCompact = containers.length >= compactFrom
  const width = Math.max(...containers.map((container) => widthOf(container, isCompact, sheet.measure)))
  const gap = isCompact ? 8 + spread / 2 : 16 + spread
  let top = y + spread / 2
  for (const container of containers) {
    top = layContainer(sheet, container, { x, y: top, width, isCompact }) + gap
  }
  return { width, bottom: top - gap + spread / 2 }
}

function widthOf({ namespace, interfaces }: ContainerPart, isCompact: boolean, measure: MeasureText): number {
  const title = Math.min(widest - 28, measure(namespace.name, textStyles.title))
  const ports = Math.max(...interfaces.map((nic) => portTextWidth(nic, measure)))
  const subtitle = Math.min(widest - 28, measure(subtitleOf(namespace.container), textStyles.subtitle))
  if (isCompact) return Math.min(title, 110) + ports + 14 + 16 + 20
  return Math.max(130, title + 28, subtitle + 28, ports + 14 + 20)
}

function portTextWidth(nic: Interface, measure: MeasureText): number {
  const addresses = shownAddresses(nic, 1).map((address) => measure(address, textStyles.address))
  return Math.max(measure(nic.name, textStyles.interface), ...addresses)
}

function subtitleOf(container: ContainerPart['namespace']['container']): string {
  return container === null ? '' : `${container.id.slice(0, 12)} · ${container.image}`
}

function layContainer(
  sheet: Sheet,
  { namespace, interfaces }: ContainerPart,
  frame: { readonly x: number; readonly y: number; readonly width: number; readonly isCompact: boolean },
): number {
  const { x, y, width, isCompact } = frame
  const target = { kind: 'namespace', id: namespace.id } as const
  const header = isCompact ? 4 : cardHeader
  const height = header + interfaces.length * row + (isCompact ? 4 : 6)
  sheet.boxes.push({ target, look: 'container', rect: { x, y, width, height } })
  const room = isCompact
    ? width - 14 - 16 - 20 - Math.max(...interfaces.map((nic) => portTextWidth(nic, sheet.measure)))
    : width - 28
  const title = elide(namespace.name, textStyles.title, Math.max(30, room), sheet.measure)
  sheet.write(target, 'title', title, { x: x + 14, y: isCompact ? y + header + row / 2 + 5 : y + 24 })
  if (!isCompact) {
    const subtitle = elide(subtitleOf(namespace.container), textStyles.subtitle, width - 28, sheet.measure)
    sheet.write(target, 'subtitle', subtitle, { x: x + 14, y: y + 41 })
  }
  const right = x + width
  for (const [index, nic] of interfaces.entries()) {
    const centre = { x: right, y: y + header + row * (index + 0.5) }
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
  return y + height
}
