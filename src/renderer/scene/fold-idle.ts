import type { InterfaceId, NamespaceId } from '../../core/topology/topology'
import type { ContainerPart, MachineParts } from './machine-parts'

/** The containers of one network that nothing was seen of, behind one box. */
export interface IdleGroup {
  /** The bridge or parent interface that they are on, or the machine's id for those on none. */
  readonly id: string
  readonly names: readonly string[]
  /** True while each of them is drawn, too. */
  readonly isOpen: boolean
  /** The interface that the folded ones are wired to, null where there is none or they are open. */
  readonly wiredTo: InterfaceId | null
}

/** A row of a machine's column of containers. */
export type ContainerRow =
  { readonly kind: 'container'; readonly part: ContainerPart } | { readonly kind: 'idle'; readonly group: IdleGroup }

/** What decides which containers are folded away. */
export interface FoldOptions {
  /** Namespaces that packets were seen in: always drawn. */
  readonly active: ReadonlySet<NamespaceId>
  /** What a person chose for a group: open or folded. */
  readonly folds: ReadonlyMap<string, 'open' | 'folded'>
  readonly peers: ReadonlyMap<InterfaceId, readonly InterfaceId[]>
}

/** A machine with more containers than this folds the idle ones of a network away when there are that many of them. */
const crowdedFrom = 12
const foldedFrom = 6

/** The machine's containers as rows, idle ones folded where a network has many; its bridges lose the ports of those. */
export function foldIdle(
  parts: MachineParts,
  options: FoldOptions,
): { readonly rows: readonly ContainerRow[]; readonly parts: MachineParts } {
  const groups = new Map<string, ContainerPart[]>()
  const homes = new Map(parts.containers.map((part) => [part, homeOf(part, parts, options.peers)]))
  for (const part of parts.containers) {
    const id = homes.get(part) ?? parts.machine.id
    groups.set(id, [...(groups.get(id) ?? []), part])
  }
  const rows: ContainerRow[] = []
  const folded = new Set<InterfaceId>()
  for (const [id, members] of groups) {
    const idle = members.filter((part) => !isActive(part, options.active))
    const isMany = idle.length >= foldedFrom && parts.containers.length > crowdedFrom
    const isOpen = (options.folds.get(id) ?? (isMany ? 'folded' : 'open')) === 'open'
    const rowOf = (part: ContainerPart): ContainerRow => ({ kind: 'container', part })
    // A box for two would take as much room as they do.
    if (idle.length < 3 || (isOpen && idle.length < foldedFrom && !options.folds.has(id))) {
      rows.push(...members.map(rowOf))
      continue
    }
    const wiredTo = isOpen || id === parts.machine.id ? null : id
    rows.push(...members.filter((part) => !idle.includes(part)).map(rowOf))
    rows.push({ kind: 'idle', group: { id, names: idle.map(({ name }) => name), isOpen, wiredTo } })
    if (isOpen) rows.push(...idle.map(rowOf))
    else for (const nic of idle.flatMap(({ interfaces }) => interfaces)) folded.add(nic.id)
  }
  const isFolded = (id: InterfaceId) => options.peers.get(id)?.some((peer) => folded.has(peer)) === true
  const sources = parts.sources
    .filter(({ interface: nic, ports }) => ports.length > 0 || nic.kind !== 'veth' || !isFolded(nic.id))
    .map((source) => ({ ...source, ports: source.ports.filter(({ id }) => !isFolded(id)) }))
  const containers = rows.flatMap((row) => (row.kind === 'container' ? row.part : []))
  const direct = parts.direct.filter(({ from }) => !folded.has(from.id))
  return { rows, parts: { ...parts, containers, sources, direct } }
}

function isActive({ target }: ContainerPart, active: ReadonlySet<NamespaceId>): boolean {
  return target.kind === 'namespace' && active.has(target.id)
}

/** The bridge that its first wired interface is on, or the interface of the machine that it hangs on. */
function homeOf(part: ContainerPart, parts: MachineParts, peers: FoldOptions['peers']): InterfaceId | null {
  const bridges = new Map(
    parts.sources.flatMap(({ interface: nic, ports }) => ports.map((port) => [port.id, nic.id] as const)),
  )
  const sinks = new Set(parts.sinks.map(({ id }) => id))
  for (const nic of part.interfaces) {
    for (const peer of peers.get(nic.id) ?? []) {
      const bridge = bridges.get(peer)
      if (bridge !== undefined) return bridge
      if (sinks.has(peer)) return peer
    }
  }
  return null
}
