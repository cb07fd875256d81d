import type { Interface, InterfaceId, Machine, Namespace, Route, Topology, Wire } from '../core/topology/topology'
import type { TracerouteHop } from './terminal/traceroute-hops'

const lan: Machine = { id: 'lan', kind: 'lan', name: 'LAN', description: '', networkingMode: null }

/**
 * The topology with the routers that answered traceroutes, as namespaces of kind `router` on the machine `lan`. A router
 * shows the one address that it answered with. All wires to and between routers are inferred: nothing was captured there.
 * No wire leads across a hop that stayed silent, since what lies there is unknown. Each router also gets a route to the
 * end of its trace, so that predicted paths go on.
 */
export function addRouters(topology: Topology, traces: readonly (readonly TracerouteHop[])[]): Topology {
  const owners = new Map<string, InterfaceId>()
  for (const nif of topology.interfaces) for (const { address } of nif.addresses) owners.set(address, nif.id)
  const namespaces: Namespace[] = []
  const interfaces: Interface[] = []
  const wires = new Map<string, Wire>()
  const routes = new Map<string, Route>()

  const routerAt = (address: string): InterfaceId => {
    const known = owners.get(address)
    if (known !== undefined) return known
    const router = routerNamespace(address)
    const nif = routerInterface(router, address)
    namespaces.push(router)
    interfaces.push(nif)
    owners.set(address, nif.id)
    return nif.id
  }
  const join = (from: InterfaceId, to: InterfaceId): void => {
    const key = [from, to].sort().join(' ')
    if (from !== to && !wires.has(key)) wires.set(key, { kind: 'lan', ends: [from, to], isInferred: true })
  }

  const lead = (router: InterfaceId, gateway: string, destination: string): void => {
    const namespace = router.slice(0, router.lastIndexOf('/'))
    const cidr = `${destination}/${destination.includes(':') ? 128 : 32}`
    const via = gateway === destination ? null : gateway
    routes.set(`${router} ${cidr}`, { namespace, destination: cidr, gateway: via, interface: router, metric: 0 })
  }

  const wired = new Set(topology.wires.flatMap(({ ends }) => ends))
  for (const hops of traces) {
    let previous: InterfaceId | null = null
    let expected = 1
    const destination = hops.at(-1)?.address ?? ''
    for (const { ttl, address } of hops) {
      if (ttl !== expected) previous = null
      expected = ttl + 1
      const isNew = !owners.has(address)
      const nif = routerAt(address)
      const isBeyond = isNew || nif.startsWith('lan/')
      if (isBeyond && !wired.has(nif) && previous !== null) join(wayOut(topology, previous), nif)
      if (previous?.startsWith('lan/') === true && isBeyond) lead(previous, address, destination)
      previous = nif
    }
  }
  if (namespaces.length === 0) return topology
  const hasLan = topology.machines.some((machine) => machine.id === lan.id)
  return {
    ...topology,
    machines: hasLan ? topology.machines : [...topology.machines, lan],
    namespaces: [...topology.namespaces, ...namespaces],
    interfaces: [...topology.interfaces, ...interfaces],
    wires: [...topology.wires, ...wires.values()],
    routes: [...topology.routes, ...routes.values()],
  }
}

/** The interface by which a hop passes packets on: its namespace's default route, or itself when that is not known. */
function wayOut(topology: Topology, hop: InterfaceId): InterfaceId {
  const namespace = topology.interfaces.find((nif) => nif.id === hop)?.namespace
  const route = topology.routes.find(
    (each) => each.namespace === namespace && /^(?:0\.0\.0\.0|::)\/0$/.test(each.destination),
  )
  return route?.interface ?? hop
}

function routerNamespace(address: string): Namespace {
  return { id: `lan/${address}`, machine: lan.id, kind: 'router', name: address, container: null }
}

function routerInterface(router: Namespace, address: string): Interface {
  return {
    id: `${router.id}/router`,
    namespace: router.id,
    name: 'router',
    kind: 'router',
    index: 0,
    mac: '',
    mtu: 0,
    addresses: [{ address, prefixLength: address.includes(':') ? 128 : 32 }],
    master: null,
    isUp: true,
    captureName: null,
  }
}
