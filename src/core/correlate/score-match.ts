import type { Packet } from '../decode/packet'
import { PacketClass } from './classify'
import type { PacketGroup } from './packet-group'
import { nanosecondsBetween, type Sighting } from './sighting'

/** A packet waits at most this long inside one machine: the kernel gives up on an unanswered ARP after 3 s. */
const longestStayNanoseconds = 3.5e9

/** Linux ping's time stamp, the first 16 bytes of payload, makes each packet unlike every other. */
const distinctivePayloadLength = 16

const incompatible = 0

/**
 * How well a sighting fits a group that has its fingerprint: 0 when it cannot be the same packet, else the higher the
 * better. Equal scores are equal candidates.
 */
export function scoreMatch(group: PacketGroup, sighting: Sighting): number {
  const first = group.first.packet
  const packet = sighting.packet
  if (first.ipVersion !== packet.ipVersion || first.protocol !== packet.protocol) return incompatible

  const before = group.at(sighting.point.index)
  // A second pass of one interface is a routing loop or a one-armed router, and then the TTL tells; an equal TTL is
  // another copy.
  if (before !== null && (packet.ttl < 0 || packet.ttl >= before.packet.ttl || packet.ipId <= 0)) return incompatible

  let score = 1
  if (first.ipId === packet.ipId) {
    if (packet.ipId > 0) score += 8
  } else if (before !== null || !canChangeIpId(group, sighting)) return incompatible

  if (group.packetClass === PacketClass.arp) return isNearInTime(group, sighting) ? score : incompatible
  if (!isSameLength(first, packet)) return incompatible

  const addresses = scoreAddresses(group, packet)
  if (addresses === incompatible) return incompatible
  score += addresses

  const ports = scoreIdentifiers(group, packet, addresses)
  if (ports === incompatible) return incompatible
  score += ports

  return isNearInTime(group, sighting) ? score : incompatible
}

/** Within one machine no NAT renumbers; between machines (or where the file does not say) a proxying NAT might. */
function canChangeIpId(group: PacketGroup, sighting: Sighting): boolean {
  if (sighting.packet.payloadLength < distinctivePayloadLength) return false
  const machine = sighting.point.machine
  return machine === null || group.sightings.every((other) => other.point.machine !== machine)
}

/** Fragmented on one side and whole on the other is one datagram (bridge-nf-call-iptables reassembles). */
function isSameLength(a: Packet, b: Packet): boolean {
  if (a.ipLength === b.ipLength || a.protocol === 6) return true
  return a.moreFragments || b.moreFragments
}

/** Translation changes one end of a packet at a time, so one address has been seen before; both is better. */
function scoreAddresses(group: PacketGroup, packet: Packet): number {
  let best = incompatible
  for (const { packet: other } of group.sightings) {
    const score = (other.source === packet.source ? 1 : 0) + (other.destination === packet.destination ? 1 : 0)
    if (score === 2) return score
    if (score > best) best = score
  }
  return best
}

/** The ICMP id or the ports: kept unless a NAT had a collision, and then the address has changed too. */
function scoreIdentifiers(group: PacketGroup, packet: Packet, addresses: number): number {
  if (packet.icmpId >= 0) {
    for (const { packet: other } of group.sightings) if (other.icmpId === packet.icmpId) return 4
    return addresses === 2 ? incompatible : 1
  }
  if (packet.sourcePort < 0) return 1
  let best = incompatible
  for (const { packet: other } of group.sightings) {
    const score =
      (other.sourcePort === packet.sourcePort ? 2 : 0) + (other.destinationPort === packet.destinationPort ? 2 : 0)
    if (score > best) best = score
  }
  return best
}

function isNearInTime(group: PacketGroup, sighting: Sighting): boolean {
  for (const other of group.sightings) {
    if (other.point.machine !== sighting.point.machine) continue
    return Math.abs(nanosecondsBetween(other, sighting)) <= longestStayNanoseconds
  }
  // Clocks of two machines may be hours apart after sleep, so their times say nothing here.
  return true
}

/** Distance in time from a sighting to the nearest of a group's, in nanoseconds, preferring its own machine's clock. */
export function timeToGroup(group: PacketGroup, sighting: Sighting): number {
  let nearest = Infinity
  for (const other of group.sightings) {
    const distance = Math.abs(nanosecondsBetween(other, sighting))
    if (distance < nearest) nearest = distance
  }
  return nearest
}
