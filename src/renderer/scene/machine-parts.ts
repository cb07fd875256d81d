import type { Interface, InterfaceId, Machine, Namespace, NatRule, Topology } from '../../core/topology/topology'

/** A container (or any namespace inside a machine) with the interfaces that are drawn. */
export interface ContainerPart {
  readonly namespace: Namespace
  readonly interfaces: readonly Interface[]
}

/** Where packets enter a machine's IP stack: a bridge with its ports, or a single interface (no ports). */
export interface SourcePart {
  readonly interface: Interface
  readonly ports: readonly Interface[]
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
  const isInContainer = (nic: Interface) =>
    (peers.get(nic.id) ?? []).some((peer) => {
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
      .map((namespace) => ({
        namespace,
        interfaces: visible.filter((nic) => nic.namespace === namespace.id).sort(byIndex),
      })),
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
      isOnEdge: false,
      isWired: true,
    })),
    ...edge
      .map((nic) => ({ interface: nic, ports: [], isOnEdge: true, isWired: leftward.has(nic.id) }))
      .sort((a, b) => Number(b.isWired) - Number(a.isWired) || byIndex(a.interface, b.interface)),
  ]
  const sinks = rest.filter((nic) => !edge.includes(nic) && !lone.includes(nic))
  return {
    machine,
    host,
    containers,
    sources,
    sinks: sortSinks(sinks, topology),
    rules: topology.natRules.filter(({ namespace }) => namespace === host?.id),
  }
}

/** For each interface the ones at the other ends of its wires. */
export function peersOf(topology: Topology): ReadonlyMap<InterfaceId, readonly InterfaceId[]> {
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
  return containers
    .filter(({ interfaces }) => interfaces.length > 0)
    .map((container) => {
      const interfaces = [...container.interfaces].sort((a, b) => place(a) - place(b) || byIndex(a, b))
      const mean = interfaces.reduce((sum, nic) => sum + place(nic), 0) / interfaces.length
      return { container: { ...container, interfaces }, mean }
    })
    .sort((a, b) => a.mean - b.mean || collator.compare(a.container.namespace.name, b.container.namespace.name))
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
