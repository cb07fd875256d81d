import type {
  DockerNetwork,
  Guest,
  Interface,
  InterfaceKind,
  Machine,
  Namespace,
  NatRule,
  Route,
  Topology,
  Wire,
} from '../../src/core/topology/topology'

/** What a generated network consists of. */
export interface TopologySpec {
  readonly containers: number
  readonly bridges: number
  /** Every how many-th container is on a second bridge; 0 for none. */
  readonly dualEvery: number
  readonly hasWindows: boolean
  readonly routers: number
  /** Additional interfaces on the host's and on Windows' right edge. */
  readonly extraNics: number
  readonly hasLongNames: boolean
  readonly hasRules: boolean
  readonly hasPublishedPorts: boolean
  /** Containers with `--network host`, `container:container1`, `none`, and stopped ones: so many of each. */
  readonly unattached?: number
  /** Every how many-th container is on a macvlan network beside the bridges; 0 for none. */
  readonly macvlanEvery?: number
  /** A veth pair with both ends in the host's namespace. */
  readonly hasLocalPair?: boolean
}

/** An ordinary network of one bridge, to vary. */
export const plainSpec: TopologySpec = {
  containers: 2,
  bridges: 1,
  dualEvery: 0,
  hasWindows: true,
  routers: 2,
  extraNics: 0,
  hasLongNames: false,
  hasRules: true,
  hasPublishedPorts: false,
}

/** A machine with nothing but its loopback. */
export const loopbackOnly: Topology = {
  version: 1,
  machines: [machine('linux', 'linux', 'box')],
  namespaces: [namespace('linux', 'host', 'host')],
  interfaces: [nic('linux/host', 'lo', 'loopback', 1, ['127.0.0.1/8'])],
  wires: [],
  routes: [],
  natRules: [],
  networks: [],
  gaps: [],
}

/** The topology that a specification describes, with everything that discovery would find. */
export function makeTopology(spec: TopologySpec): Topology {
  const linux = spec.hasWindows ? 'wsl:Ubuntu' : 'linux'
  const host = `${linux}/host`
  const machines: Machine[] = [machine(linux, spec.hasWindows ? 'wsl' : 'linux', 'Ubuntu 24.04')]
  const namespaces: Namespace[] = [namespace(linux, 'host', 'host')]
  const interfaces: Interface[] = [
    nic(host, 'lo', 'loopback', 1, ['127.0.0.1/8']),
    nic(host, 'eth0', 'physical', 2, ['172.25.140.84/20', 'fd00:25::84/64']),
  ]
  const wires: Wire[] = []
  const routes: Route[] = [
    route(host, '0.0.0.0/0', 'eth0', spec.hasWindows ? '172.25.128.1' : '172.22.0.1'),
    route(host, '172.25.128.0/20', 'eth0'),
  ]
  const natRules: NatRule[] = []
  const bridges = Array.from({ length: spec.bridges }, (_, index) => {
    const name = index === 0 ? 'docker0' : `br-${(0x1a2b3c4d5e + index * 7919).toString(16).padStart(12, '0')}`
    const subnet = `172.${17 + index}.0`
    interfaces.push(nic(host, name, 'bridge', 3 + index, [`${subnet}.1/16`]))
    routes.push(route(host, `${subnet}.0/16`, name))
    if (spec.hasRules) natRules.push(masquerade(host, `${subnet}.0/16`, name, index * 1201))
    return { name, subnet, id: `${host}/${name}` }
  })
  for (let index = 0; index < spec.containers; index++) {
    const name = spec.hasLongNames ? `shop-production-payment-gateway-worker-${index + 1}` : `container${index + 1}`
    const own = `${linux}/${name}`
    namespaces.push(containerNamespace(linux, name, index))
    const isMacvlan = (spec.macvlanEvery ?? 0) > 0 && index % spec.macvlanEvery! === 0
    if (bridges.length === 0 || isMacvlan) {
      // On a macvlan network a container's interface hangs on the host's own.
      interfaces.push(nic(own, 'eth0', 'macvlan', 100 + index, [`172.25.141.${index + 2}/20`]))
      routes.push(route(own, '0.0.0.0/0', 'eth0', '172.25.128.1'))
      if (spec.hasRules) wires.push({ kind: 'lan', ends: [`${own}/eth0`, `${host}/eth0`], isInferred: true })
      continue
    }
    const isDual = spec.dualEvery > 0 && index % spec.dualEvery === 0 && bridges.length > 1
    const homes = isDual ? [index % bridges.length, (index + 1) % bridges.length] : [index % bridges.length]
    for (const [port, home] of homes.entries()) {
      const bridge = bridges[home]!
      const veth = `veth${(0x293cce7 + index * 104729 + port * 31).toString(16).padStart(7, '0').slice(-7)}`
      const address = `${bridge.subnet}.${index + 2}`
      interfaces.push(nic(own, `eth${port}`, 'veth', 100 + index * 4 + port * 2, [`${address}/16`]))
      interfaces.push(nic(host, veth, 'veth', 101 + index * 4 + port * 2, [], bridge.id))
      routes.push(route(own, `${bridge.subnet}.0/16`, `eth${port}`))
      if (port === 0) routes.push(route(own, '0.0.0.0/0', 'eth0', `${bridge.subnet}.1`))
      wires.push({ kind: 'veth', ends: [`${own}/eth${port}`, `${host}/${veth}`], isInferred: false })
      wires.push({ kind: 'bridge-port', ends: [`${host}/${veth}`, bridge.id], isInferred: false })
      if (spec.hasPublishedPorts && index % 3 === 0) natRules.push(publish(host, bridge.name, address, 8000 + index))
    }
  }
  const networks = bridges.map(({ id, subnet }, index): DockerNetwork => {
    const name = spec.hasLongNames ? `shop-production_payment-backend-${index}` : `shop_net${index}`
    const subnets = [`${subnet}.0/16`]
    return {
      id: `n${index}`,
      machine: linux,
      name: index === 0 ? 'bridge' : name,
      driver: 'bridge',
      subnets,
      bridge: id,
    }
  })
  const unattached = spec.unattached ?? 0
  for (let index = 0; index < unattached; index++) {
    const silent = { ...containerNamespace(linux, `silent${index + 1}`, 200 + index) }
    namespaces.push(silent)
    interfaces.push(nic(silent.id, 'lo', 'loopback', 1, ['127.0.0.1/8']))
    const stopped = containerNamespace(linux, `stopped${index + 1}`, 300 + index)
    namespaces.push({ ...stopped, container: { ...stopped.container!, pid: 0, state: 'exited' } })
  }
  if (unattached > 0) {
    namespaces[0] = { ...namespaces[0]!, guests: makeGuests('proxy', unattached) }
    const shared = namespaces.findIndex(({ kind, name }) => kind === 'container' && !/^(silent|stopped)/.test(name))
    if (shared !== -1) namespaces[shared] = { ...namespaces[shared]!, guests: makeGuests('sidecar', unattached) }
  }
  for (let index = 0; index < spec.extraNics; index++) {
    interfaces.push(nic(host, `tailscale${index}`, 'tunnel', 60 + index, [`100.64.0.${index + 1}/10`]))
  }
  if (spec.hasLocalPair === true) {
    interfaces.push(nic(host, 'pair0', 'veth', 80, ['10.77.0.1/24']), nic(host, 'pair1', 'veth', 81, []))
    wires.push({ kind: 'veth', ends: [`${host}/pair0`, `${host}/pair1`], isInferred: false })
  }
  let last = `${host}/eth0`
  if (spec.hasWindows) {
    const windows = 'windows/host'
    const name = spec.hasLongNames ? 'vEthernet (WSL (Hyper-V firewall))' : 'vEthernet (WSL)'
    machines.push(machine('windows', 'windows', 'DESKTOP-7Q'))
    namespaces.push(namespace('windows', 'host', 'host'))
    interfaces.push(nic(windows, name, 'vswitch', 41, ['172.25.128.1/20']))
    interfaces.push(nic(windows, 'Wi-Fi', 'wifi', 12, ['172.22.1.30/21', 'fe80::1/64', '2001:db8::30/64']))
    for (let index = 0; index < spec.extraNics; index++) {
      interfaces.push(nic(windows, `vEthernet (Switch ${index})`, 'vswitch', 50 + index, [`192.168.${index}.1/24`]))
      interfaces.push(nic(windows, `イーサネット ${index}`, 'physical', 70 + index, [`10.1.${index}.1/24`]))
    }
    routes.push(route(windows, '0.0.0.0/0', 'Wi-Fi', '172.22.0.1'))
    routes.push(route(windows, '172.22.0.0/21', 'Wi-Fi'), route(windows, '172.25.128.0/20', name))
    wires.push({ kind: 'vswitch', ends: [last, `${windows}/${name}`], isInferred: true })
    if (spec.hasRules) natRules.push(winnat(windows))
    last = `${windows}/Wi-Fi`
  }
  if (spec.routers > 0) machines.push(machine('lan', 'lan', 'LAN'))
  for (let index = 0; index < spec.routers; index++) {
    const isLast = index === spec.routers - 1
    const address = isLast ? '8.8.8.8' : index === 0 ? '172.22.0.1' : `10.255.${index}.1`
    namespaces.push(
      namespace('lan', isLast && spec.hasLongNames ? 'dns.google.example.internal.corp' : address, 'router'),
    )
    const own = namespaces.at(-1)!.id
    interfaces.push(nic(own, 'ip', 'router', 0, [`${address}/32`]))
    wires.push({ kind: 'lan', ends: [last, `${own}/ip`], isInferred: true })
    last = `${own}/ip`
  }
  return { version: 1, machines, namespaces, interfaces, wires, routes, natRules, networks, gaps: [] }
}

function machine(id: string, kind: Machine['kind'], name: string): Machine {
  const description = kind === 'wsl' ? 'linux 6.6 · dockerd 28.2' : kind === 'linux' ? 'linux 6.18' : ''
  return { id, kind, name, description, networkingMode: kind === 'wsl' ? 'nat' : null }
}

function namespace(machineId: string, name: string, kind: Namespace['kind']): Namespace {
  return { id: `${machineId}/${name}`, machine: machineId, kind, name, container: null }
}

function containerNamespace(machineId: string, name: string, index: number): Namespace {
  const id = (0x57b04994 + index * 65537).toString(16).padEnd(64, '0')
  const container = { id, image: 'ubuntu', pid: 4100 + index, state: 'running', networks: ['bridge'] }
  return { ...namespace(machineId, name, 'container'), container }
}

function makeGuests(name: string, count: number): Guest[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `${name.length}${index}`.padEnd(64, 'e')
    const isStopped = index % 2 === 1
    const state = isStopped ? 'exited' : 'running'
    return { id, name: `${name}-${index + 1}`, image: 'nginx', pid: isStopped ? 0 : 9000 + index, state, networks: [] }
  })
}

function nic(
  owner: string,
  name: string,
  kind: InterfaceKind,
  index: number,
  cidrs: readonly string[],
  master: string | null = null,
): Interface {
  const addresses = cidrs.map((cidr) => {
    const [address = '', length] = cidr.split('/')
    return { address, prefixLength: Number(length) }
  })
  const id = `${owner}/${name}`
  return {
    id,
    namespace: owner,
    name,
    kind,
    index,
    mac: '',
    mtu: 1500,
    addresses,
    master,
    isUp: true,
    captureName: name,
  }
}

function route(owner: string, destination: string, name: string, gateway: string | null = null): Route {
  return { namespace: owner, destination, gateway, interface: `${owner}/${name}`, metric: 0 }
}

function rule(owner: string, chain: string, kind: NatRule['kind'], text: string): NatRule {
  return {
    namespace: owner,
    chain,
    kind,
    text,
    source: null,
    destination: null,
    inInterface: null,
    outInterface: null,
    protocol: null,
    to: null,
    counters: null,
  }
}

function masquerade(owner: string, network: string, bridge: string, packets: number): NatRule {
  return {
    ...rule(owner, 'POSTROUTING', 'masquerade', `-A POSTROUTING -s ${network} ! -o ${bridge} -j MASQUERADE`),
    source: { value: network, isNegated: false },
    outInterface: { value: bridge, isNegated: true },
    counters: { packets, bytes: packets * 84 },
  }
}

function publish(owner: string, bridge: string, address: string, port: number): NatRule {
  return {
    ...rule(owner, 'DOCKER', 'dnat', `-A DOCKER ! -i ${bridge} -p tcp --dport ${port} -j DNAT --to ${address}:80`),
    inInterface: { value: bridge, isNegated: true },
    protocol: 'tcp',
    to: `${address}:80`,
  }
}

function winnat(owner: string): NatRule {
  return { ...rule(owner, '', 'winnat', 'WinNAT'), source: { value: '172.25.128.0/20', isNegated: false } }
}
