import type { Interface, InterfaceId, Machine, Namespace } from '../../core/topology/topology'
import { unknownMachine } from './add-capture-points'
import { shownAddresses } from './interface-text'
import type { LaidOut, MachineOptions } from './lay-machine'
import { portRadius, Sheet } from './sheet'
import { elide, textStyles } from './text-style'

const railX = 26
const row = 48
const header = 62
const widest = 170

/** Lays out what lies beyond the last known machine: routers and hosts as stops of one line, nearest first. */
export function layLan(
  machine: Machine,
  stops: readonly { readonly namespace: Namespace; readonly nic: Interface }[],
  { measure, words }: Pick<MachineOptions, 'measure' | 'words'>,
): LaidOut {
  const sheet = new Sheet(measure)
  const title = machine.id === unknownMachine ? words.captures : words.lan
  const texts = stops.map(({ namespace, nic }) => {
    const [address = ''] = shownAddresses(nic, 1).map((text) => text.replace(/\/\d+$/, ''))
    const isNameless = machine.id === unknownMachine
    const name = elide(isNameless ? nic.name : namespace.name, textStyles.interface, widest, measure)
    return { name, address: address === namespace.name ? '' : elide(address, textStyles.address, widest, measure) }
  })
  const textWidth = Math.max(
    ...texts.flatMap(({ name, address }) => [
      measure(name, textStyles.interface),
      measure(address, textStyles.address),
    ]),
    measure(title, textStyles.title) - 20,
    70,
  )
  const width = railX + portRadius + 10 + textWidth + 16
  const height = header + Math.max(1, stops.length) * row + 4
  const target = { kind: 'machine', id: machine.id } as const
  sheet.boxes.push({ target, look: machine.kind, rect: { x: 0, y: 0, width, height } })
  sheet.write(target, 'title', elide(title, textStyles.title, width - 32, measure), { x: 18, y: 27 })
  sheet.write(target, 'subtitle', elide(machine.description, textStyles.subtitle, width - 32, measure), {
    x: 18,
    y: 44,
  })
  for (const [index, { namespace, nic }] of stops.entries()) {
    const centre = { x: railX, y: header + row * index + 20 }
    const { name, address } = texts[index]!
    const x = railX + portRadius + 10
    sheet.port(nic, centre)
    sheet.write({ kind: 'namespace', id: namespace.id }, 'interface', name, {
      x,
      y: centre.y + (address === '' ? 4 : -3),
    })
    sheet.write({ kind: 'interface', id: nic.id }, 'address', address, { x, y: centre.y + 12 })
  }
  return { sheet, width, height }
}

/** The LAN's interfaces in the order that packets meet them, walking the wires outwards from known machines. */
export function sortStops(
  interfaces: readonly Interface[],
  peers: ReadonlyMap<InterfaceId, readonly InterfaceId[]>,
): Interface[] {
  const own = new Map(interfaces.map((nic) => [nic.id, nic]))
  const near = interfaces.filter((nic) => (peers.get(nic.id) ?? []).some((peer) => !own.has(peer)))
  const sorted = new Set<Interface>()
  const visit = (nic: Interface): void => {
    if (sorted.has(nic)) return
    sorted.add(nic)
    for (const peer of peers.get(nic.id) ?? []) {
      const next = own.get(peer)
      if (next !== undefined) visit(next)
    }
    for (const other of interfaces) if (other.namespace === nic.namespace) visit(other)
  }
  for (const nic of [...near, ...interfaces]) visit(nic)
  return [...sorted]
}
