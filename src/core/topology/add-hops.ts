import { findInterfacesByAddress } from './find-interface'
import { parseAddress } from './parse-address'
import { predictPath } from './predict-path'
import type { Interface, InterfaceId, Machine, Namespace, NamespaceId, Route, Topology, Wire } from './topology'

/** One hop that a traceroute or time-exceeded messages told of; no addresses when nobody answered. */
export interface TracerouteHop {
  /** The TTL that expired there, from 1. */
  readonly hop: number
  /** Addresses that answered; the first is taken for the hop, others are balanced paths. */
  readonly addresses: readonly string[]
}

const lan: Machine = { id: 'lan', kind: 'lan', name: 'LAN', description: '', networkingMode: null }

/**
 * The topology with the routers beyond its edge: each hop whose address no interface holds becomes a router namespace
 * on machine `lan`, wired (inferred) to the hop before. A hop that stayed silent breaks the chain, since what lies
 * between is unknown. The same topology object when nothing is new.
 */
export function addHops(
  topology: Topology,
  from: NamespaceId,
  destination: string,
  hops: readonly TracerouteHop[],
): Topology {
  const added = new Additions(topology)
  const known = predictPath(topology, from, destination)
  let before: InterfaceId | null = known.findLast(({ direction }) => direction === 'in')?.interface ?? null
  let expected = 0
  for (const { hop, addresses } of hops.toSorted((a, b) => a.hop - b.hop)) {
    const address = addresses[0]
    const isNext = expected === 0 || hop === expected
    expected = hop + 1
    if (address === undefined || parseAddress(address) === null) {
      before = null
      continue
    }
    const owner = findInterfacesByAddress(topology, address)[0]
    if (owner !== undefined) {
      before = owner.kind === 'router' ? owner.id : before
      continue
    }
    const id = added.router(address)
    if (before !== null && isNext) added.link(before, id, address, destination)
    before = id
  }
  return added.apply()
}

class Additions {
  private readonly namespaces: Namespace[] = []
  private readonly interfaces: Interface[] = []
  private readonly wires: Wire[] = []
  private readonly routes: Route[] = []

  constructor(private readonly topology: Topology) {}

  router(address: string): InterfaceId {
    const namespace: NamespaceId = `lan/${address}`
    const id: InterfaceId = `${namespace}/router`
    if (this.interfaces.some((nic) => nic.id === id)) return id
    this.namespaces.push({ id: namespace, machine: lan.id, kind: 'router', name: address, container: null })
    this.interfaces.push({
      id,
      namespace,
      name: 'router',
      kind: 'router',
      index: 0,
      mac: '',
      mtu: 0,
      addresses: [{ address, prefixLength: address.includes(':') ? 128 : 32 }],
      master: null,
      isUp: true,
      captureName: null,
    })
    return id
  }

  /** Wires two routers and lets predictions walk on from the first to the second. */
  link(from: InterfaceId, to: InterfaceId, gateway: string, destination: string): void {
    this.wires.push({ kind: 'lan', ends: [from, to], isInferred: true })
    const owner = [...this.topology.interfaces, ...this.interfaces].find((nic) => nic.id === from)
    if (owner?.kind !== 'router') return
    const bits = destination.includes(':') ? 128 : 32
    this.routes.push({
      namespace: owner.namespace,
      destination: `${destination}/${bits}`,
      gateway: gateway === destination ? null : gateway,
      interface: from,
      metric: 0,
    })
  }

  apply(): Topology {
    if (this.interfaces.length === 0) return this.topology
    const { topology } = this
    const hasLan = topology.machines.some(({ id }) => id === lan.id)
    return {
      ...topology,
      machines: hasLan ? topology.machines : [...topology.machines, lan],
      namespaces: [...topology.namespaces, ...this.namespaces],
      interfaces: [...topology.interfaces, ...this.interfaces],
      wires: [...topology.wires, ...this.wires],
      routes: [...topology.routes, ...this.routes],
    }
  }
}
