import type { Packet } from '../../core/decode/packet'
import type { Connection, ConnectionTuple, NamespaceId } from '../../core/topology/topology'

/**
 * The conntrack entry of a namespace that a packet belongs to, as it came in: one whose original or reply direction is
 * the packet's; null when the table had none. An ICMP error belongs to the connection of the packet that it quotes.
 */
export function findHopConnection(
  connections: readonly Connection[],
  namespace: NamespaceId,
  packet: Packet,
): Connection | null {
  const protocol = protocols[packet.quoted?.protocol ?? packet.protocol]
  if (protocol === undefined) return null
  const fits = packet.quoted === null ? isOf(packet) : isAnswered(packet.quoted)
  return (
    connections.find(
      (each) => each.namespace === namespace && each.protocol === protocol && (fits(each.original) || fits(each.reply)),
    ) ?? null
  )
}

const protocols: Readonly<Record<number, Connection['protocol']>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'icmp6' }

function isOf(packet: Packet): (tuple: ConnectionTuple) => boolean {
  return (tuple) =>
    tuple.source === packet.source &&
    tuple.destination === packet.destination &&
    isAlike(tuple.sourcePort, packet.sourcePort) &&
    isAlike(tuple.destinationPort, packet.destinationPort) &&
    isAlike(tuple.icmpId, packet.icmpId)
}

/** The tuple of the other direction: the quoted packet is what the error answers. */
function isAnswered(quoted: Packet): (tuple: ConnectionTuple) => boolean {
  return (tuple) =>
    tuple.source === quoted.destination &&
    tuple.destination === quoted.source &&
    isAlike(tuple.sourcePort, quoted.destinationPort) &&
    isAlike(tuple.destinationPort, quoted.sourcePort) &&
    isAlike(tuple.icmpId, quoted.icmpId)
}

/** What a tuple does not hold says nothing. */
function isAlike(known: number | null, value: number): boolean {
  return known === null || value < 0 || known === value
}
