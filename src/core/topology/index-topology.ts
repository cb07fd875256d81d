import { parseCidr, type Cidr } from './cidr'
import { parseAddress } from './parse-address'
import type {
  Interface,
  InterfaceId,
  Namespace,
  NamespaceId,
  NatCondition,
  NatHook,
  NatRule,
  Route,
  Topology,
  Wire,
} from './topology'

/** A route with its destination parsed. */
export interface IndexedRoute {
  readonly route: Route
  readonly cidr: Cidr
}

/** A NAT rule with the CIDRs of its conditions parsed once. */
export interface IndexedRule {
  readonly rule: NatRule
  readonly condition: IndexedCondition
  readonly ways: readonly IndexedWay[]
}

/** A way to a rule; hook null stands for every hook. */
export interface IndexedWay {
  readonly hook: NatHook | null
  readonly jumps: readonly IndexedCondition[]
  readonly exceptions: readonly IndexedCondition[]
}

/** A condition with its CIDRs parsed; null stands for "any", as it does in the condition. */
export interface IndexedCondition {
  readonly condition: NatCondition
  readonly source: Cidr | null
  readonly destination: Cidr | null
}

/** What lookups need, built once for each topology object. */
export interface TopologyIndex {
  readonly interfaces: ReadonlyMap<InterfaceId, Interface>
  readonly namespaces: ReadonlyMap<NamespaceId, Namespace>
  readonly interfacesOf: ReadonlyMap<NamespaceId, readonly Interface[]>
  readonly interfacesByAddress: ReadonlyMap<string, readonly Interface[]>
  readonly wiresOf: ReadonlyMap<InterfaceId, readonly Wire[]>
  /** Longest prefix first, then lowest metric. */
  readonly routesOf: ReadonlyMap<NamespaceId, readonly IndexedRoute[]>
  readonly rulesOf: ReadonlyMap<NamespaceId, readonly IndexedRule[]>
}

const natHooks: readonly NatHook[] = ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING']

const indexes = new WeakMap<Topology, TopologyIndex>()

/** The index of a topology, from a cache that lives as long as the topology object. */
export function indexTopology(topology: Topology): TopologyIndex {
  let index = indexes.get(topology)
  if (index === undefined) {
    index = buildIndex(topology)
    indexes.set(topology, index)
  }
  return index
}

function buildIndex(topology: Topology): TopologyIndex {
  const byAddress = topology.interfaces.flatMap((nic) =>
    nic.addresses.map(({ address }) => [normaliseAddress(address), nic] as const),
  )
  const byWire = topology.wires.flatMap((wire) => wire.ends.map((end) => [end, wire] as const))
  const routes = topology.routes.flatMap((route) => {
    const cidr = parseCidr(route.destination)
    return cidr === null ? [] : [{ route, cidr }]
  })
  routes.sort((a, b) => b.cidr.prefixLength - a.cidr.prefixLength || a.route.metric - b.route.metric)
  return {
    interfaces: new Map(topology.interfaces.map((nic) => [nic.id, nic])),
    namespaces: new Map(topology.namespaces.map((namespace) => [namespace.id, namespace])),
    interfacesOf: groupPairs(topology.interfaces.map((nic) => [nic.namespace, nic])),
    interfacesByAddress: groupPairs(byAddress),
    wiresOf: groupPairs(byWire),
    routesOf: groupPairs(routes.map((entry) => [entry.route.namespace, entry])),
    rulesOf: groupPairs(topology.natRules.map((rule) => [rule.namespace, indexRule(rule)])),
  }
}

function groupPairs<Key, Value>(pairs: readonly (readonly [Key, Value])[]): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>()
  for (const [key, value] of pairs) {
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [value])
    else if (!group.includes(value)) group.push(value)
  }
  return groups
}

function indexRule(rule: NatRule): IndexedRule {
  const ways = rule.ways ?? [{ hook: builtInHook(rule), jumps: [], exceptions: [] }]
  return {
    rule,
    condition: indexCondition(rule),
    ways: ways.map(({ hook, jumps, exceptions }) => ({
      hook,
      jumps: jumps.map(indexCondition),
      exceptions: exceptions.map(indexCondition),
    })),
  }
}

function builtInHook(rule: NatRule): NatHook | null {
  if (rule.kind === 'winnat') return 'POSTROUTING'
  return natHooks.find((hook) => hook === rule.chain) ?? null
}

/** Parses the CIDRs of a condition. */
export function indexCondition(condition: NatCondition): IndexedCondition {
  return {
    condition,
    source: condition.source && parseCidr(condition.source.value),
    destination: condition.destination && parseCidr(condition.destination.value),
  }
}

/** The text under which an address is indexed: IPv6 in one spelling without zone, IPv4 as it is. */
export function normaliseAddress(address: string): string {
  if (!address.includes(':')) return address
  return (
    parseAddress(address)
      ?.words.map((word) => word.toString(16))
      .join(':') ?? address
  )
}
