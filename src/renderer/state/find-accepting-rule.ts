import type { Packet } from '../../core/decode/packet'
import { walkFilter } from '../../core/explain/walk-filter'
import type { FilterRule, InterfaceId, NamespaceId, Topology } from '../../core/topology/topology'

/** A packet on its way through a namespace: as it came in, as it went out, and by which interfaces. */
export interface Forwarding {
  readonly namespace: NamespaceId
  readonly in: InterfaceId
  readonly out: InterfaceId
  readonly before: Packet
  readonly after: Packet
}

/**
 * The rule, or the policy, of chain FORWARD that let a packet through; null when the map's rules do not surely say which.
 * It sees the source before and the destination after translation.
 */
export function findAcceptingRule(topology: Topology, forwarding: Forwarding): FilterRule | null {
  const { namespace, before, after } = forwarding
  if (before.ipVersion === 0) return null
  return walkFilter(topology, namespace, 'filter', 'FORWARD', {
    source: before.source,
    destination: after.destination,
    inInterface: forwarding.in,
    outInterface: forwarding.out,
    protocol: protocols[before.protocol] ?? null,
    destinationPort: after.destinationPort < 0 ? null : after.destinationPort,
    ipVersion: before.ipVersion,
    states: statesOf(before),
  }).accepts
}

/** As iptables spells them. */
const protocols: Readonly<Record<number, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'ipv6-icmp' }

/** The states that conntrack may give a packet (nf_conntrack(8)), as far as the packet alone tells. */
function statesOf(packet: Packet): readonly string[] {
  if (packet.quoted !== null) return ['RELATED']
  const isReply =
    (packet.protocol === 1 && packet.icmpType === 0) || (packet.protocol === 58 && packet.icmpType === 129)
  if (isReply) return ['ESTABLISHED']
  if (packet.protocol === 6) return (packet.tcpFlags & 0x12) === 0x02 ? ['NEW'] : ['ESTABLISHED']
  return ['NEW', 'ESTABLISHED']
}
