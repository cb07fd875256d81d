import { cidrContains, type Cidr } from './cidr'
import { findInterfacesByAddress } from './find-interface'
import {
  indexCondition,
  indexTopology,
  type IndexedCondition,
  type IndexedRule,
  type IndexedWay,
} from './index-topology'
import { parseAddress, type IpAddress } from './parse-address'
import type { InterfaceId, NamespaceId, NatCondition, NatHook, NatMatch, NatRule, Topology } from './topology'

/** A packet as a NAT rule sees it, before the translation. What is null is unknown or does not exist. */
export interface NatPacket {
  readonly source: string
  readonly destination: string
  readonly inInterface: InterfaceId | null
  readonly outInterface: InterfaceId | null
  /** As iptables spells it: `icmp`, `tcp`, `udp`, `ipv6-icmp`; null for any. */
  readonly protocol: string | null
  readonly destinationPort?: number | null
  /** Where netfilter asks: POSTROUTING changes the source, PREROUTING and OUTPUT the destination. Absent: anywhere. */
  readonly hook?: NatHook
}

/**
 * The first rule of a namespace's table nat that translates the packet, null when none does. A rule with conditions
 * that are not modelled is returned only when no fully understood rule matches. WinNAT counts as POSTROUTING.
 */
export function matchNatRule(topology: Topology, namespace: NamespaceId, packet: NatPacket): NatRule | null {
  const rules = indexTopology(topology).rulesOf.get(namespace)
  if (rules === undefined) return null
  const source = parseAddress(packet.source)
  const destination = parseAddress(packet.destination)
  if (source === null || destination === null) return null
  const view: PacketView = { topology, namespace, packet, source, destination }
  let possible: NatRule | null = null
  for (const indexed of rules) {
    if ((indexed.rule.ipVersion ?? 4) !== source.version) continue
    const match = matchRule(indexed, view)
    if (match === 'yes') return indexed.rule
    if (match === 'maybe') possible ??= indexed.rule
  }
  return possible
}

/** Whether a packet fits: `maybe` when conditions are not modelled. */
export type Answer = 'yes' | 'no' | 'maybe'

/** Whether a packet in a namespace fulfils what a rule asks of it; `no` for what is no address. */
export function matchCondition(
  topology: Topology,
  namespace: NamespaceId,
  condition: NatCondition,
  packet: NatPacket,
): Answer {
  const source = parseAddress(packet.source)
  const destination = parseAddress(packet.destination)
  if (source === null || destination === null) return 'no'
  return matchIndexed(indexCondition(condition), { topology, namespace, packet, source, destination })
}

interface PacketView {
  readonly topology: Topology
  readonly namespace: NamespaceId
  readonly packet: NatPacket
  readonly source: IpAddress
  readonly destination: IpAddress
}

function matchRule({ rule, condition, ways }: IndexedRule, view: PacketView): Answer {
  // WinNAT leaves packets alone that stay inside its own network.
  if (rule.kind === 'winnat' && condition.source && cidrContains(condition.source, view.destination)) return 'no'
  const own = matchIndexed(condition, view)
  if (own === 'no') return 'no'
  let best: Answer = 'no'
  for (const way of ways) {
    const answer = matchWay(way, view)
    if (answer === 'yes') return own
    if (answer === 'maybe') best = 'maybe'
  }
  return best
}

function matchWay({ hook, jumps, exceptions }: IndexedWay, view: PacketView): Answer {
  if (hook !== null && view.packet.hook !== undefined && hook !== view.packet.hook) return 'no'
  let answer: Answer = 'yes'
  for (const exception of exceptions) {
    const match = matchIndexed(exception, view)
    if (match === 'yes') return 'no'
    if (match === 'maybe') answer = 'maybe'
  }
  for (const jump of jumps) {
    const match = matchIndexed(jump, view)
    if (match === 'no') return 'no'
    if (match === 'maybe') answer = 'maybe'
  }
  return answer
}

function matchIndexed(indexed: IndexedCondition, view: PacketView): Answer {
  const { condition } = indexed
  const { packet } = view
  const holds =
    addressHolds(condition.source, indexed.source, view.source) &&
    addressHolds(condition.destination, indexed.destination, view.destination) &&
    interfaceHolds(condition.inInterface, packet.inInterface, view.topology) &&
    interfaceHolds(condition.outInterface, packet.outInterface, view.topology) &&
    protocolHolds(condition.protocol, packet.protocol) &&
    portHolds(condition.destinationPort, packet.destinationPort) &&
    localityHolds(condition.isDestinationLocal, view)
  if (!holds) return 'no'
  return condition.unmodelled === undefined || condition.unmodelled.length === 0 ? 'yes' : 'maybe'
}

function addressHolds(match: NatMatch | null, cidr: Cidr | null, address: IpAddress): boolean {
  return match === null || (cidr !== null && cidrContains(cidr, address) !== match.isNegated)
}

function interfaceHolds(match: NatMatch | null, id: InterfaceId | null, topology: Topology): boolean {
  if (match === null) return true
  const name = id === null ? null : (indexTopology(topology).interfaces.get(id)?.name ?? null)
  // A packet without such an interface (sent by the namespace itself) satisfies only the negation.
  if (name === null) return match.isNegated
  // iptables(8): a name that ends in "+" stands for all that begin with it.
  const isSame = match.value.endsWith('+') ? name.startsWith(match.value.slice(0, -1)) : name === match.value
  return isSame !== match.isNegated
}

function protocolHolds(wanted: string | null, protocol: string | null): boolean {
  if (wanted === null || wanted === 'all' || protocol === null) return true
  return wanted.startsWith('!') ? wanted.slice(1).trim() !== protocol : wanted === protocol
}

function portHolds(match: NatMatch | undefined, port: number | null | undefined): boolean {
  if (match === undefined) return true
  if (port === undefined || port === null || port < 0) return false
  const isIn = match.value.split(',').some((part) => {
    const [first, last] = part.split(':')
    return port >= Number(first) && port <= Number(last ?? first)
  })
  return isIn !== match.isNegated
}

function localityHolds(wanted: boolean | undefined, { topology, namespace, packet }: PacketView): boolean {
  if (wanted === undefined) return true
  const owners = findInterfacesByAddress(topology, packet.destination)
  return owners.some((nic) => nic.namespace === namespace) === wanted
}
