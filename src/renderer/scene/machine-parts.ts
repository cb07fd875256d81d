import type {
  Container,
  Guest,
  Interface,
  InterfaceId,
  Machine,
  Namespace,
  NatRule,
  Topology,
} from '../../core/topology/topology'
import type { MapTarget } from './map-layout'

/** A container (or any namespace inside a machine) with the interfaces that are drawn. */
export interface ContainerPart {
  readonly target: MapTarget
  readonly name: string
  /** What Docker says of it; null for a namespace that is not Docker's. */
  readonly container: Container | null
  /** Names of the containers that live in its namespace, too. */
  readonly guests: readonly string[]
  readonly interfaces: readonly Interface[]
  /** Where its packets go: to its own interfaces, nowhere, over the host's interfaces; or it does not run, or nobody could look. */
  readonly network: 'own' | 'none' | 'host' | 'stopped' | 'unknown'
}

/** Where packets enter a machine's IP stack: a bridge with its ports, or a single interface (no ports). */
export interface SourcePart {
  readonly interface: Interface
  readonly ports: readonly Interface[]
  /** The name of the Docker network whose bridge it is. */
  readonly network: string | null
  /** Drawn on the machine's left edge because it is wired to something there, rather than as a box inside. */
  readonly isOnEdge: boolean
  /** Something drawn further left is wired to it. */
  readonly isWired: boolean
}

/** One machine sorted into what stands where. */
export interface MachineParts {
  readonly machine: Machine
  readonly host: Namespace | null
  readonly containers: readonly ContainerPart[]
  readonly sources: readonly SourcePart[]
  /** Interfaces on the right edge, the one with the default route first. */
  readonly sinks: readonly Interface[]
  readonly rules: readonly NatRule[]
  /** Wires that lead from a container straight to an interface of the host, such as macvlan's. */
  readonly direct: readonly DirectWire[]
}

/** A container's interface and the host's that it hangs on. */
export interface DirectWire {
  readonly from: Interface
  readonly to: Interface
  readonly isInferred: boolean
}

/** Numbers in names count as numbers: container2 before container10. */
const collator = new Intl.Collator('en', { numeric: true })

/** Sorts a machine's visible interfaces; `leftward` are those wired to a machine drawn further left. */
export function sortMachine(
  machine: Machine,
  topology: Topology,
  visible: readonly Interface[],
  leftward: ReadonlySet<InterfaceId>,
): MachineParts {
  const namespaces = topology.namespaces.filter((namespace) => namespace.machine === machine.id)
  const host = namespaces.find(({ kind }) => kind === 'host') ?? null
  const own = visible.filter((nic) => nic.namespace === host?.id)
  const peers = peersOf(topology)
  const inside = new Map(visible.map((nic) => [nic.id, nic]))
  // A macvlan hangs on an interface of the host, but only a veth is one wire with its peer.
  const pairs = peersOf({ wires: topology.wires.filter(({ kind }) => kind === 'veth') })
  const isInContainer = (nic: Interface) =>
    (pairs.get(nic.id) ?? []).some((peer) => {
      const other = inside.get(peer)
      return other !== undefined && other.namespace !== host?.id && namespaces.some(({ id }) => id === other.namespace)
    })
  const bridges = own.filter(({ kind }) => kind === 'bridge')
  const bridgeIds = new Set(bridges.map(({ id }) => id))
  const rest = own.filter((nic) => nic.kind !== 'bridge' && (nic.master === null || !bridgeIds.has(nic.master)))
  const edge = rest.filter((nic) => leftward.has(nic.id) || nic.kind === 'vswitch')
  const lone = rest.filter((nic) => !edge.includes(nic) && nic.kind === 'veth' && isInContainer(nic))
  const boxed = [...bridges, ...lone].sort(byIndex)
  const containers = sortContainers(
    namespaces
      .filter((namespace) => namespace !== host)
      .map((namespace) => describeContainer(namespace, visible, topology))
      // A namespace of which only captures without packets tell.
      .filter(({ interfaces, container }) => interfaces.length > 0 || container !== null)
      .concat((host?.guests ?? []).map((guest) => describeGuest(host?.id ?? '', guest))),
    boxed,
    peers,
    inside,
  )
  const order = new Map(containers.flatMap(({ interfaces }) => interfaces).map((nic, index) => [nic.id, index]))
  const rank = (nic: Interface) => Math.min(...(peers.get(nic.id) ?? []).map((peer) => order.get(peer) ?? 1e6), 1e6)
  const sources: SourcePart[] = [
    ...boxed.map((nic) => ({
      interface: nic,
      ports: own.filter((port) => port.master === nic.id).sort((a, b) => rank(a) - rank(b) || byIndex(a, b)),
      network: topology.networks.find(({ bridge }) => bridge === nic.id)?.name ?? null,
      isOnEdge: false,
      isWired: true,
    })),
    ...edge
      .map((nic) => ({ interface: nic, ports: [], network: null, isOnEdge: true, isWired: leftward.has(nic.id) }))
      .sort((a, b) => Number(b.isWired) - Number(a.isWired) || byIndex(a.interface, b.interface)),
  ]
  const sinks = rest.filter((nic) => !edge.includes(nic) && !lone.includes(nic))
  return {
    machine,
    host,
    containers,
    sources,
    sinks: sortSinks(sinks, topology),
    direct: directWires(containers, sinks, topology),
    rules: topology.natRules.filter(({ namespace }) => namespace === host?.id),
  }
}

function directWires(
  containers: readonly ContainerPart[],
  sinks: readonly Interface[],
  { wires }: Topology,
): DirectWire[] {
  const inside = new Map(containers.flatMap(({ interfaces }) => interfaces.map((nic) => [nic.id, nic] as const)))
  const outside = new Map(sinks.map((nic) => [nic.id, nic]))
  return wires.flatMap(({ ends: [a, b], isInferred }) => {
    const from = inside.get(a) ?? inside.get(b)
    const to = outside.get(a) ?? outside.get(b)
    return from === undefined || to === undefined ? [] : [{ from, to, isInferred }]
  })
}

function describeContainer(namespace: Namespace, visible: readonly Interface[], topology: Topology): ContainerPart {
  const { id, name, container, guests = [] } = namespace
  const interfaces = visible.filter((nic) => nic.namespace === id).sort(byIndex)
  const isStopped = container !== null && container.pid === 0
  const isKnown = topology.interfaces.some((nic) => nic.namespace === id)
  const without = isStopped ? 'stopped' : isKnown ? 'none' : 'unknown'
  return {
    target: { kind: 'namespace', id },
    name,
    container,
    guests: guests.map((guest) => guest.name),
    interfaces,
    network: interfaces.length === 0 ? without : 'own',
  }
}

/** A container with `--network host`: a box of its own in the machine, without an interface of its own. */
function describeGuest(host: string, guest: Guest): ContainerPart {
  return {
    target: { kind: 'guest', namespace: host, id: guest.id },
    name: guest.name,
    container: guest,
    guests: [],
    interfaces: [],
    network: guest.pid === 0 ? 'stopped' : 'host',
  }
}

/** For each interface the ones at the other ends of its wires. */
export function peersOf(topology: Pick<Topology, 'wires'>): ReadonlyMap<InterfaceId, readonly InterfaceId[]> {
  const peers = new Map<InterfaceId, InterfaceId[]>()
  for (const { ends } of topology.wires) {
    for (const [from, to] of [ends, [ends[1], ends[0]] as const]) peers.set(from, [...(peers.get(from) ?? []), to])
  }
  return peers
}

function byIndex(a: Interface, b: Interface): number {
  return a.index - b.index || collator.compare(a.name, b.name)
}

/** Containers of one bridge stand together, those on two between them. */
function sortContainers(
  containers: readonly ContainerPart[],
  boxed: readonly Interface[],
  peers: ReadonlyMap<InterfaceId, readonly InterfaceId[]>,
  inside: ReadonlyMap<InterfaceId, Interface>,
): ContainerPart[] {
  const place = (nic: Interface): number => {
    const targets = (peers.get(nic.id) ?? []).map((peer) => inside.get(peer)?.master ?? peer)
    const found = targets.map((id) => boxed.findIndex((box) => box.id === id)).filter((index) => index >= 0)
    return found[0] ?? boxed.length
  }
  // Behind those with a network: on the host's, on none, stopped.
  const without = { own: 0, host: 1, none: 2, unknown: 3, stopped: 4 }
  return containers
    .map((container) => {
      const interfaces = [...container.interfaces].sort((a, b) => place(a) - place(b) || byIndex(a, b))
      const mean =
        interfaces.length === 0
          ? boxed.length + without[container.network]
          : interfaces.reduce((sum, nic) => sum + place(nic), 0) / interfaces.length
      return { container: { ...container, interfaces }, mean }
    })
    .sort((a, b) => a.mean - b.mean || collator.compare(a.container.name, b.container.name))
    .map(({ container }) => container)
}

function sortSinks(sinks: readonly Interface[], topology: Topology): Interface[] {
  const metric = (nic: Interface): number =>
    Math.min(
      ...topology.routes
        .filter((route) => route.interface === nic.id && /^(0\.0\.0\.0|::)\/0$/.test(route.destination))
        .map((route) => route.metric),
      Infinity,
    )
  const rank = new Map(sinks.map((nic) => [nic, metric(nic)]))
  return [...sinks].sort((a, b) => {
    const [first, second] = [rank.get(a)!, rank.get(b)!]
    return first === second ? byIndex(a, b) : first - second
  })
}
