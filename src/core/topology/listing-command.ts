import type { Namespace, NamespaceId, Topology } from './topology'

/** What can be listed as the machine's own tool prints it. */
export const listingKinds = [
  'addresses',
  'routes',
  'neighbours',
  'veths',
  'nat',
  'filter',
  'conntrack',
  'networks',
] as const

/** A listing by its subject. */
export type ListingKind = (typeof listingKinds)[number]

const commands: Readonly<Record<ListingKind, readonly string[]>> = {
  addresses: ['ip', 'address'],
  routes: ['ip', 'route'],
  neighbours: ['ip', 'neigh'],
  veths: ['ip', '-d', 'link', 'show', 'type', 'veth'],
  nat: ['iptables-save', '-c', '-t', 'nat'],
  filter: ['iptables-save', '-c', '-t', 'filter'],
  conntrack: ['conntrack', '-L', '-o', 'extended'],
  networks: ['docker', 'network', 'inspect'],
}

/** Docker speaks for the whole machine, and not from within a container's network. */
const ofMachine: ReadonlySet<ListingKind> = new Set(['networks'])

/**
 * The command that prints a listing of a namespace of a Linux kernel, for that machine; a container's network is entered
 * with `nsenter`. Null where it cannot be listed: on Windows, beyond the map, in a container that does not run.
 */
export function listingCommand(topology: Topology, id: NamespaceId, kind: ListingKind): readonly string[] | null {
  const namespace = topology.namespaces.find((each) => each.id === id)
  const machine = topology.machines.find((each) => each.id === namespace?.machine)
  if (namespace === undefined || (machine?.kind !== 'linux' && machine?.kind !== 'wsl')) return null
  if (kind === 'networks') {
    const names = topology.networks.filter((network) => network.machine === machine.id).map(({ name }) => name)
    return namespace.kind !== 'host' || names.length === 0 ? null : [...commands.networks, '--', ...names]
  }
  return [...entering(namespace, kind), ...commands[kind]]
}

/** Whether a namespace has such a listing of its own. */
export function hasListing(topology: Topology, id: NamespaceId, kind: ListingKind): boolean {
  const namespace = topology.namespaces.find((each) => each.id === id)
  const isRunning = namespace?.container === null || (namespace?.container?.pid ?? 0) > 0
  return isRunning && listingCommand(topology, id, kind) !== null
}

function entering({ container }: Namespace, kind: ListingKind): readonly string[] {
  return container === null || ofMachine.has(kind) ? [] : ['nsenter', '-t', String(container.pid), '-n', '--']
}
