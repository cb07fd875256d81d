import { namespaceById } from '../topology/find-namespace'
import { indexTopology } from '../topology/index-topology'
import type { Interface, Namespace, NamespaceId, Topology } from '../topology/topology'
import type { ConfirmingCommand } from './explanation'

/**
 * A command in a namespace, as a terminal of its machine takes it: through `nsenter` for a container, with `sudo` where
 * needed. Empty for a namespace where nothing can be run (routers beyond the map, Windows, stopped containers).
 */
export function commandIn(
  topology: Topology,
  id: NamespaceId,
  args: readonly string[],
  needsRoot = true,
): ConfirmingCommand[] {
  const namespace = namespaceById(topology, id)
  if (namespace === null || !isLinux(topology, namespace)) return []
  const { machine, container } = namespace
  if (container === null) return [{ machine, args: needsRoot ? ['sudo', ...args] : args }]
  if (container.pid === 0) return []
  return [{ machine, args: ['sudo', 'nsenter', '-t', String(container.pid), '-n', ...args] }]
}

/** A command of PowerShell. */
export function commandOnWindows(id: NamespaceId, topology: Topology, args: readonly string[]): ConfirmingCommand[] {
  const namespace = namespaceById(topology, id)
  return namespace === null ? [] : [{ machine: namespace.machine, args }]
}

/** Whether the namespace is one of a Linux kernel that can be asked. */
export function isLinux(topology: Topology, { machine }: Namespace): boolean {
  const kind = topology.machines.find(({ id }) => id === machine)?.kind
  return kind === 'linux' || kind === 'wsl'
}

/** Whether the namespace is Windows' own. */
export function isWindows(topology: Topology, id: NamespaceId): boolean {
  const namespace = namespaceById(topology, id)
  return topology.machines.find((machine) => machine.id === namespace?.machine)?.kind === 'windows'
}

/** What people call a namespace: the container's or the machine's name. */
export function placeName(topology: Topology, id: NamespaceId): string {
  const namespace = namespaceById(topology, id)
  if (namespace === null) return id
  if (namespace.kind !== 'host') return namespace.name
  return topology.machines.find((machine) => machine.id === namespace.machine)?.name ?? namespace.name
}

/** An interface as evidence names it. */
export function named(topology: Topology, nic: Interface): { readonly interface: string; readonly place: string } {
  return { interface: nic.name, place: placeName(topology, nic.namespace) }
}

/** The interface of that id as evidence names it, the id itself when the map does not have it. */
export function interfaceName(topology: Topology, id: string): string {
  return indexTopology(topology).interfaces.get(id)?.name ?? id
}

/** A command as one line: words with anything but plain characters are quoted for sh, which PowerShell reads alike. */
export function formatCommand({ args }: ConfirmingCommand): string {
  return args.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ')
}
