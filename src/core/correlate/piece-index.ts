import { PacketClass } from './classify'
import type { PacketGroup } from './packet-group'
import { nanosecondsBetween, type Sighting } from './sighting'

/** Fragments that wait for their first one, in all; beyond this many the oldest datagram's are let go. */
const mostWaiting = 4096

/** The kernel waits as long for the rest of a datagram: net.ipv4.ipfrag_time. */
const longestWaitNanoseconds = 30e9

/** Segments of one acknowledgement that are searched, the newest ones: a one-way stream must not cost its square. */
const mostSegments = 64

/**
 * Finds the group of a packet's later pieces: fragments of a datagram, which carry no transport header, and pieces of
 * a TCP segment that offloading left whole on one interface and cut on another. At one interface a datagram is known
 * by addresses, protocol and IP identification (RFC 791).
 */
export class PieceIndex<Group extends PacketGroup> {
  readonly #datagrams = new Map<string, Group>()
  readonly #keysOf = new Map<Group, string[]>()
  readonly #waiting = new Map<string, Sighting[]>()
  #waitingPieces = 0
  readonly #segments = new Map<number, Set<Group>>()

  /** Remembers a datagram's first fragment and a TCP segment with data, and takes in the fragments that waited. */
  announce(sighting: Sighting, group: Group): void {
    if (sighting.packet.moreFragments) {
      const key = datagramKey(sighting)
      this.#datagrams.set(key, group)
      const keys = this.#keysOf.get(group)
      if (keys === undefined) this.#keysOf.set(group, [key])
      else keys.push(key)
      for (const piece of this.#letGo(key)) {
        if (Math.abs(nanosecondsBetween(piece, sighting)) <= longestWaitNanoseconds) group.addPiece(piece)
      }
    }
    if (group.packetClass === PacketClass.tcp && sighting.packet.payloadLength > 0) {
      const acknowledgement = sighting.packet.tcpAcknowledgement
      const groups = this.#segments.get(acknowledgement)
      if (groups === undefined) this.#segments.set(acknowledgement, new Set([group]))
      else {
        groups.add(group)
        if (groups.size > mostSegments) deleteOldest(groups)
      }
    }
  }

  /** The group whose first fragment was seen at the same interface, null while it was not. */
  addFragment(sighting: Sighting): Group | null {
    const key = datagramKey(sighting)
    const group = this.#datagrams.get(key)
    if (group !== undefined) {
      group.addPiece(sighting)
      return group
    }
    const waiting = this.#waiting.get(key)
    if (waiting === undefined) this.#waiting.set(key, [sighting])
    else waiting.push(sighting)
    this.#waitingPieces++
    if (this.#waitingPieces > mostWaiting) {
      const oldest = this.#waiting.keys().next()
      if (oldest.done === false) this.#letGo(oldest.value)
    }
    return null
  }

  #letGo(key: string): readonly Sighting[] {
    const waiting = this.#waiting.get(key) ?? []
    this.#waiting.delete(key)
    this.#waitingPieces -= waiting.length
    return waiting
  }

  /** The group whose segment, at another interface, contains this one's first byte. */
  addSegment(sighting: Sighting, packetClass: PacketClass): Group | null {
    const packet = sighting.packet
    if (packetClass !== PacketClass.tcp || packet.payloadLength <= 0) return null
    for (const group of this.#segments.get(packet.tcpAcknowledgement) ?? []) {
      const whole = group.first.packet
      const offset = (packet.tcpSequence - whole.tcpSequence) >>> 0
      if (offset === 0 || offset >= whole.payloadLength) continue
      if (group.first.point.index === sighting.point.index) continue
      const sharesEnd =
        (whole.destination === packet.destination && whole.destinationPort === packet.destinationPort) ||
        (whole.source === packet.source && whole.sourcePort === packet.sourcePort)
      if (!sharesEnd) continue
      group.addPiece(sighting)
      return group
    }
    return null
  }

  /** Forgets all that was remembered of a group. */
  forget(group: Group): void {
    const keys = this.#keysOf.get(group)
    if (keys !== undefined) {
      for (const key of keys) if (this.#datagrams.get(key) === group) this.#datagrams.delete(key)
      this.#keysOf.delete(group)
    }
    if (group.packetClass !== PacketClass.tcp) return
    for (const { packet } of group.sightings) {
      const groups = this.#segments.get(packet.tcpAcknowledgement)
      if (groups?.delete(group) === true && groups.size === 0) this.#segments.delete(packet.tcpAcknowledgement)
    }
  }
}

function deleteOldest<Value>(values: Set<Value>): void {
  const oldest = values.values().next()
  if (oldest.done === false) values.delete(oldest.value)
}

function datagramKey({ point, packet }: Sighting): string {
  return `${point.index} ${packet.source} ${packet.destination} ${packet.protocol} ${packet.ipId}`
}
