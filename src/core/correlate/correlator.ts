import type { Packet } from '../decode/packet'
import { classify, PacketClass } from './classify'
import { fingerprint, quoteKey } from './fingerprint'
import { NumberTable } from './number-table'
import type { PacketGroup } from './packet-group'
import { PieceIndex } from './piece-index'
import { scoreMatch, timeToGroup } from './score-match'
import type { Sighting } from './sighting'

/** Alike packets beyond this many are not compared: a flood of identical packets must not cost its square. */
export const mostCandidates = 64

/** Of two equal candidates, one this many times nearer in time is the one. */
const clearlyNearer = 8

/** Makes a group from its id, class, fingerprint, quote key and first sighting. */
export type OpenGroup<Group extends PacketGroup> = (...args: ConstructorParameters<typeof PacketGroup>) => Group

/**
 * Joins sightings of one packet into groups, one sighting at a time. It holds only groups that were not removed, so
 * its memory is bounded by the caller's patience.
 */
export class Correlator<Group extends PacketGroup> {
  readonly #alike = new NumberTable<Group>()
  readonly #quotable = new NumberTable<Group>()
  readonly #pieces = new PieceIndex<Group>()
  #nextId = 1

  /** `open` makes the group of a packet that was not seen before. */
  constructor(private readonly open: OpenGroup<Group>) {}

  /** Adds a sighting to the group that it fits best, or opens a new one; null for a fragment whose first is not seen. */
  add(sighting: Sighting): Group | null {
    const packet = sighting.packet
    if (packet.fragmentOffset > 0) return this.#pieces.addFragment(sighting)

    const packetClass = classify(packet)
    const print = fingerprint(packet, packetClass)
    const group = this.#match(sighting, packetClass, print) ?? this.#pieces.addSegment(sighting, packetClass)
    if (group !== null) {
      this.#pieces.announce(sighting, group)
      return group
    }

    const opened = this.open(this.#nextId++, packetClass, print, quoteKey(packet), sighting)
    link(this.#alike, print, opened, 'nextAlike', 'previousAlike')
    if (isQuotable(packetClass)) link(this.#quotable, opened.quoteKey, opened, 'nextQuotable', 'previousQuotable')
    this.#pieces.announce(sighting, opened)
    return opened
  }

  /** The newest group with a fingerprint; the older ones follow by `olderAlike`. A reply finds its request here. */
  newestAlike(print: number): Group | null {
    return this.#alike.get(print) ?? null
  }

  olderAlike(group: Group): Group | null {
    return group.nextAlike as Group | null
  }

  /** The groups that an ICMP error may quote, newest first. */
  *quotedBy(quoted: Packet): Iterable<Group> {
    let left = mostCandidates
    let other = this.#quotable.get(quoteKey(quoted)) ?? null
    for (; other !== null && left > 0; other = other.nextQuotable as Group | null) {
      left--
      yield other
    }
  }

  /** Forgets a group: no sighting will join it any more. */
  remove(group: Group): void {
    unlink(this.#alike, group.fingerprint, group, 'nextAlike', 'previousAlike')
    if (isQuotable(group.packetClass)) {
      unlink(this.#quotable, group.quoteKey, group, 'nextQuotable', 'previousQuotable')
    }
    this.#pieces.forget(group)
    group.alternatives = null
  }

  #match(sighting: Sighting, packetClass: PacketClass, print: number): Group | null {
    let best: Group | null = null
    let bestScore = 0
    let bestTime = Infinity
    let rival: Group | null = null
    let rivalTime = Infinity
    let left = mostCandidates
    for (let group = this.#alike.get(print) ?? null; group !== null && left > 0; group = this.olderAlike(group)) {
      left--
      if (group.packetClass !== packetClass) continue
      const score = scoreMatch(group, sighting)
      if (score === 0 || score < bestScore) continue
      // Times are compared only once there is a second candidate: the usual packet has none.
      const time: number = best === null && group.nextAlike === null ? 0 : timeToGroup(group, sighting)
      if (score > bestScore) {
        rival = null
        rivalTime = Infinity
      } else if (time > bestTime) {
        if (time < rivalTime) [rival, rivalTime] = [group, time]
        continue
      } else [rival, rivalTime] = [best, bestTime]
      ;[best, bestScore, bestTime] = [group, score, time]
    }
    if (best === null) return null
    if (rival !== null && rivalTime < Math.max(bestTime, 1000) * clearlyNearer) {
      best.addAlternative(rival)
    }
    if (best.first.packet.ipId !== sighting.packet.ipId) best.hasForeignIpId = true
    best.sightings.push(sighting)
    best.version++
    return best
  }
}

function isQuotable(packetClass: PacketClass): boolean {
  return (
    packetClass === PacketClass.echoRequest ||
    packetClass === PacketClass.udp ||
    packetClass === PacketClass.tcp ||
    packetClass === PacketClass.echoReply
  )
}

type Next = 'nextAlike' | 'nextQuotable'
type Previous = 'previousAlike' | 'previousQuotable'

function link<Group extends PacketGroup>(
  index: NumberTable<Group>,
  key: number,
  group: Group,
  next: Next,
  previous: Previous,
): void {
  const head = index.get(key) ?? null
  group[next] = head
  if (head !== null) head[previous] = group
  index.set(key, group)
}

/** Both ways, because the oldest goes first: a walk from the newest would make a flood cost its square. */
function unlink<Group extends PacketGroup>(
  index: NumberTable<Group>,
  key: number,
  group: Group,
  next: Next,
  previous: Previous,
): void {
  const [after, before] = [group[next] as Group | null, group[previous]]
  if (after !== null) after[previous] = before
  if (before !== null) before[next] = after
  else if (index.get(key) === group) {
    if (after === null) index.delete(key)
    else index.set(key, after)
  }
  group[next] = null
  group[previous] = null
}
