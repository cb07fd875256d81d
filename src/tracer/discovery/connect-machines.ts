import { cidrContains, parseCidr } from '../../core/topology/cidr'
import { parseAddress } from '../../core/topology/parse-address'
import type { Interface, Machine, Namespace, TopologyGap, Wire, WslNetworkingMode } from '../../core/topology/topology'
import type { GapCode, TopologyPart } from './topology-part'

/** What joins the machines, deduced from addresses and so inferred. */
export interface Connections {
  readonly wires: readonly Wire[]
  readonly gaps: readonly TopologyGap[]
}

/**
 * The virtual switches between WSL and Windows: an interface of the distro's host namespace and a vEthernet adapter
 * that share a subnet. Where WSL's networking mode has no such hop, or none is found, a gap marks the boundary.
 */
export function connectMachines(parts: readonly TopologyPart[]): Connections {
  const windows = parts.find(({ machine }) => machine.kind === 'windows')
  const wires: Wire[] = []
  const gaps: TopologyGap[] = []
  for (const part of parts) {
    if (part.machine.kind !== 'wsl') continue
    const found = windows === undefined || !isRouted(part.machine.networkingMode) ? [] : wireSwitch(part, windows)
    wires.push(...found)
    if (found.length === 0 && part.interfaces.length > 0) gaps.push(boundary(part.machine))
  }
  return { wires, gaps }
}

function isRouted(mode: WslNetworkingMode | null): boolean {
  return mode === null || mode === 'nat' || mode === 'bridged'
}

function wireSwitch(wsl: TopologyPart, windows: TopologyPart): Wire[] {
  const adapters = windows.interfaces.filter(({ kind, isUp }) => kind === 'vswitch' && isUp)
  return hostInterfaces(wsl).flatMap((nic) => {
    const adapter = adapters.find((each) => shareSubnet(nic, each))
    return adapter === undefined ? [] : [{ kind: 'vswitch', ends: [nic.id, adapter.id], isInferred: true }]
  })
}

/** Interfaces of the machine itself that may lead out: no loopback, no bridge and none of its ports. */
function hostInterfaces({ namespaces, interfaces }: TopologyPart): Interface[] {
  const host = namespaces.find(({ kind }) => kind === 'host')?.id
  const leadsOut = ({ kind, isUp, master }: Interface): boolean =>
    isUp && master === null && kind !== 'loopback' && kind !== 'bridge'
  return interfaces.filter((nic) => nic.namespace === host && leadsOut(nic))
}

function shareSubnet(a: Interface, b: Interface): boolean {
  return a.addresses.some(({ address, prefixLength }) => {
    // Every interface has a link-local address in the same network.
    if (address.includes(':')) return false
    const subnet = parseCidr(`${address}/${prefixLength}`)
    return b.addresses.some((other) => {
      const parsed = parseAddress(other.address)
      return subnet !== null && parsed !== null && cidrContains(subnet, parsed) && other.prefixLength === prefixLength
    })
  })
}

function boundary(machine: Machine): TopologyGap {
  const [code, reason] = reasonOf(machine.networkingMode)
  return { machine: machine.id, reason, command: 'wsl.exe --exec wslinfo --networking-mode', code, values: {} }
}

function reasonOf(mode: WslNetworkingMode | null): readonly [GapCode, string] {
  switch (mode) {
    case 'mirrored':
      return [
        'mirrored-boundary',
        "In WSL's mirrored mode Linux has Windows' own interfaces: there is no hop between them to be seen.",
      ]
    case 'virtioproxy':
    case 'consomme':
      return [
        'proxy-boundary',
        "In this networking mode of WSL a proxy opens Windows' connections anew: packets have no path through it.",
      ]
    case 'none':
      return ['networkless-boundary', 'WSL has no network (networking mode none).']
    case 'wsl1':
      return ['wsl1-boundary', "WSL 1 uses Windows' own network stack: there is no hop between them to be seen."]
    case 'nat':
    case 'bridged':
    case null:
      return ['unknown-boundary', 'No adapter of Windows shares a subnet with WSL, so the way between them is unknown.']
  }
}

/** A default gateway that no discovered interface holds: a router on the LAN, known by its address alone. */
export interface InferredRouter {
  readonly namespace: Namespace
  readonly interface: Interface
  readonly wires: readonly Wire[]
}

/** The routers behind the default routes of all host namespaces; one per address. */
export function inferRouters(parts: readonly TopologyPart[]): readonly InferredRouter[] {
  const interfaces = parts.flatMap((part) => part.interfaces)
  const held = new Set(interfaces.flatMap(({ addresses }) => addresses.map(({ address }) => address)))
  const routers = new Map<string, InferredRouter>()
  for (const part of parts) {
    const host = part.namespaces.find(({ kind }) => kind === 'host')?.id
    for (const { namespace, destination, gateway, interface: id } of part.routes) {
      const out = interfaces.find((nic) => nic.id === id)
      if (namespace !== host || gateway === null || held.has(gateway) || out === undefined || !out.isUp) continue
      // A link-local IPv6 gateway is the same box as the IPv4 one, or cannot be told apart from others.
      if (!/\/0$/.test(destination) || /^fe[89ab]/i.test(gateway)) continue
      const known = routers.get(gateway)
      const wire: Wire = { kind: 'lan', ends: [id, routerInterfaceId(gateway)], isInferred: true }
      routers.set(gateway, known === undefined ? describeRouter(gateway, out, wire) : addWire(known, wire))
    }
  }
  return [...routers.values()]
}

function routerInterfaceId(gateway: string): string {
  return `lan/${gateway}/gateway`
}

function describeRouter(gateway: string, out: Interface, wire: Wire): InferredRouter {
  const namespace: Namespace = {
    id: `lan/${gateway}`,
    machine: 'lan',
    kind: 'router',
    name: gateway,
    container: null,
  }
  const prefixLength = out.addresses.find(({ address, prefixLength: length }) => {
    const subnet = parseCidr(`${address}/${length}`)
    const parsed = parseAddress(gateway)
    return subnet !== null && parsed !== null && cidrContains(subnet, parsed)
  })?.prefixLength
  const bits = gateway.includes(':') ? 128 : 32
  const nic: Interface = {
    id: routerInterfaceId(gateway),
    namespace: namespace.id,
    name: 'gateway',
    kind: 'router',
    index: 0,
    mac: '',
    mtu: 0,
    addresses: [{ address: gateway, prefixLength: prefixLength ?? bits }],
    master: null,
    isUp: true,
    captureName: null,
  }
  return { namespace, interface: nic, wires: [wire] }
}

function addWire(router: InferredRouter, wire: Wire): InferredRouter {
  const isKnown = router.wires.some(({ ends }) => ends[0] === wire.ends[0])
  return isKnown ? router : { ...router, wires: [...router.wires, wire] }
}
