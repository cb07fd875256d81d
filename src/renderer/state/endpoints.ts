import type { Interface, InterfaceId, Namespace, Topology } from '../../core/topology/topology'

/** A place that packets can be sent from. */
export interface Origin {
  readonly namespace: Namespace
  /** First address that is no loopback's, '' when it has none. */
  readonly address: string
}

/** An address to send packets to, and what it is. */
export interface Target {
  readonly address: string
  /** The container, router, or interface and machine that has it; null for the internet and nameless gateways. */
  readonly name: string | null
  readonly kind: 'internet' | 'container' | 'host' | 'router'
}

/** Where packets can be sent from: running containers first, then hosts; routers cannot. */
export function listOrigins(topology: Topology): readonly Origin[] {
  const rank = { container: 0, host: 1, router: 2 }
  return topology.namespaces
    .filter((namespace) => namespace.kind !== 'router' && namespace.container?.pid !== 0)
    .map((namespace) => ({ namespace, address: addressesOf(topology, namespace)[0]?.address ?? '' }))
    .sort((a, b) => rank[a.namespace.kind] - rank[b.namespace.kind] || a.namespace.name.localeCompare(b.namespace.name))
}

/** Addresses worth sending to from a namespace: the internet, the other containers, hosts, gateways. */
export function listTargets(topology: Topology, from: string | null): readonly Target[] {
  const targets = new Map<string, Target>([['8.8.8.8', { address: '8.8.8.8', name: null, kind: 'internet' }]])
  const order = { container: 0, host: 1, router: 2 }
  const others = topology.namespaces.filter((namespace) => namespace.id !== from)
  for (const namespace of [...others].sort((a, b) => order[a.kind] - order[b.kind])) {
    for (const { address, nif } of addressesOf(topology, namespace)) {
      if (targets.has(address)) continue
      const name = targetName(topology, namespace, nif)
      targets.set(address, { address, name: name === address ? null : name, kind: namespace.kind })
    }
  }
  for (const route of topology.routes) {
    if (route.gateway !== null && !targets.has(route.gateway)) {
      targets.set(route.gateway, { address: route.gateway, name: null, kind: 'router' })
    }
  }
  return [...targets.values()]
}

/** The interface at the other end of a veth pair or virtual switch, null when there is none. */
export function peerOf(topology: Topology, id: InterfaceId): InterfaceId | null {
  const wire = topology.wires.find((w) => w.kind !== 'bridge-port' && w.ends.includes(id))
  return wire?.ends.find((end) => end !== id) ?? null
}

function targetName(topology: Topology, namespace: Namespace, nif: Interface): string {
  if (namespace.kind !== 'host') return namespace.name
  const machine = topology.machines.find(({ id }) => id === namespace.machine)
  return `${nif.name} · ${machine?.name ?? namespace.name}`
}

function addressesOf(topology: Topology, namespace: Namespace): { address: string; nif: Interface }[] {
  return topology.interfaces
    .filter((nif) => nif.namespace === namespace.id && nif.kind !== 'loopback')
    .flatMap((nif) => nif.addresses.map(({ address }) => ({ address, nif })))
    .filter(({ address }) => !address.startsWith('fe80:'))
}
