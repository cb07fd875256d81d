import type { Packet } from '../decode/packet'
import type { Sighting } from '../correlate/sighting'
import type { Journey } from '../journey/journey'
import { PointPlaces } from '../journey/point-places'
import { chooseRoute } from '../topology/choose-route'
import { findInterfacesByAddress, interfaceById } from '../topology/find-interface'
import { linkPath } from '../topology/link-path'
import { matchNatRule } from '../topology/match-nat-rule'
import { predictPath } from '../topology/predict-path'
import type { Interface, NamespaceId, Route, Topology } from '../topology/topology'
import type { ExplainContext } from './explain-context'
import type { FilterPacket } from './walk-filter'

/** What a namespace has to decide about a packet that came in, after its last sighting. */
export interface Decision {
  readonly namespace: NamespaceId
  /** Where IP took it: the bridge, not its port. */
  readonly in: Interface
  /** Where it would leave; null when it is for the namespace itself or no route fits. */
  readonly out: Interface | null
  readonly route: Route | null
  /** The namespace holds the destination. */
  readonly isLocal: boolean
  /** A bridge hands the frame from port to port; IP is only asked by br_netfilter. */
  readonly isBridged: boolean
  /** As it came in, before a destination was translated. */
  readonly arrived: FilterPacket
  /** As it is routed and filtered. */
  readonly packet: FilterPacket
  /** The address that has to be reached on the link behind `out`. */
  readonly nextHop: string
  /** TTL with which it came in. */
  readonly ttl: number
}

/** A link that the packet had to cross: from an interface to whoever holds `nextHop`. */
export interface Crossing {
  readonly from: Interface
  readonly nextHop: string
  /** The interfaces behind `from`; empty when the map shows nobody there. */
  readonly path: readonly Interface[]
}

/** The way that a packet should have gone on from its last sighting, up to the first capture that did not see it. */
export interface Passage {
  readonly last: Sighting
  /** The interface of the last sighting, null when the map does not know it. */
  readonly place: Interface | null
  /** Decisions and crossings in order. */
  readonly decisions: readonly Decision[]
  readonly crossings: readonly Crossing[]
  /** Interfaces on the way without a capture, in order. */
  readonly uncaptured: readonly Interface[]
  /** The first captured interface on the way; it did not see the packet. */
  readonly silent: Interface | null
  /** The interface behind which the map shows nothing on the way; null when the way ends elsewhere. */
  readonly edge: Interface | null
}

/** A way longer than any real one: routes in a loop end here. */
const mostDecisions = 16

/** Follows a journey from its last sighting along routes, wires and translations. */
export function tracePassage(journey: Journey, context: ExplainContext): Passage {
  return new Tracing(journey, context).trace()
}

class Tracing {
  private readonly places: PointPlaces
  private readonly last: Sighting
  private readonly seen: ReadonlySet<string>
  private readonly decisions: Decision[] = []
  private readonly crossings: Crossing[] = []
  private readonly uncaptured: Interface[] = []
  private silent: Interface | null = null
  private edge: Interface | null = null
  private packet: FilterPacket
  private ttl: number

  constructor(
    private readonly journey: Journey,
    private readonly context: ExplainContext,
  ) {
    this.places = new PointPlaces(context.topology)
    this.last = journey.sightings.at(-1)!
    this.seen = new Set(journey.sightings.flatMap(({ point }) => this.places.interfaceOf(point)?.id ?? []))
    this.packet = filterPacketOf(this.last.packet, journey)
    this.ttl = this.last.packet.ttl
  }

  trace(): Passage {
    const { last } = this
    const place = this.places.interfaceOf(last.point)
    if (place !== null) {
      let at: Interface | null = place
      if (this.isLeaving(place)) at = this.cross(place, this.nextHopOf(place))
      while (at !== null && this.decisions.length < mostDecisions) at = this.decide(at)
    }
    const { decisions, crossings, uncaptured, silent, edge } = this
    return { last, place, decisions, crossings, uncaptured, silent, edge }
  }

  /** Takes the packet through the namespace of `at`; the interface at which it comes in next, null at the end. */
  private decide(at: Interface): Interface | null {
    const { topology } = this.context
    const inside = (at.master === null ? null : interfaceById(topology, at.master)) ?? at
    if (inside !== at && !this.pass(inside)) return null
    const { namespace } = inside
    const arrived: FilterPacket = { ...this.packet, inInterface: inside.id, outInterface: null }
    this.packet = { ...arrived, destination: this.translate(namespace, arrived) }
    const { destination } = this.packet
    const isLocal = owns(topology, namespace, destination)
    const route = isLocal ? null : chooseRoute(topology, namespace, destination)
    const out = route && interfaceById(topology, route.interface)
    const isBridged = out !== null && out.id === inside.id && out.kind === 'bridge' && route?.gateway === null
    this.packet = { ...this.packet, outInterface: out?.id ?? null }
    const nextHop = route?.gateway ?? destination
    const { packet, ttl } = this
    this.decisions.push({ namespace, in: inside, out, route, isLocal, isBridged, arrived, packet, nextHop, ttl })
    if (out === null) return null
    if (!isBridged) {
      this.ttl -= 1
      if (!this.pass(out)) return null
      this.packet = { ...this.packet, source: this.translateSource(namespace) }
    }
    return this.cross(out, nextHop)
  }

  /** Over a link; the interface at which the packet comes in on the other side. */
  private cross(from: Interface, nextHop: string): Interface | null {
    const path = linkPath(this.context.topology, from.id, nextHop)?.slice(1) ?? []
    this.crossings.push({ from, nextHop, path })
    if (path.length === 0) {
      this.edge = from
      return null
    }
    for (const nic of path) {
      // A router beyond the map can be neither watched nor read.
      if (nic.kind === 'router') {
        this.edge = from
        return null
      }
      if (!this.pass(nic)) return null
    }
    return path.at(-1)!
  }

  /** False when a capture there should have seen the packet. */
  private pass(nic: Interface): boolean {
    if (this.seen.has(nic.id)) return true
    if (this.context.captured.has(nic.id)) {
      this.silent = nic
      return false
    }
    this.uncaptured.push(nic)
    return true
  }

  /** Whether the last sighting shows the packet on its way out of the namespace. */
  private isLeaving(place: Interface): boolean {
    const before = this.journey.sightings
      .slice(0, -1)
      .map(({ point }) => this.places.interfaceOf(point))
      .findLast((nic) => nic !== null && nic.id !== place.id)
    const { packet } = this.last
    if (before === undefined || before === null) return owns(this.context.topology, place.namespace, packet.source)
    if (before.namespace === place.namespace) return place.kind !== 'bridge' || before.master !== place.id
    const lost = this.journey.sightings[0]!.packet.ttl - packet.ttl
    if (lost === 0) return false
    const origin = this.places.interfaceOf(this.journey.sightings[0]!.point)!
    const { source, destination } = this.journey.sightings[0]!.packet
    const hops = predictPath(this.context.topology, origin.namespace, destination, { source })
    return hops.findLast((hop) => hop.interface === place.id)?.direction === 'out'
  }

  private nextHopOf(place: Interface): string {
    const { destination } = this.packet
    const route = chooseRoute(this.context.topology, place.namespace, destination)
    const leaves = place.master ?? place.id
    return route?.interface === leaves ? (route.gateway ?? destination) : destination
  }

  /** The destination behind PREROUTING: a reply's translation is undone as its request showed it. */
  private translate(namespace: NamespaceId, packet: FilterPacket): string {
    const request = this.requestRewrite('source', packet.destination)
    if (request !== null) return request
    const rule = matchNatRule(this.context.topology, namespace, { ...packet, hook: 'PREROUTING' })
    return rule?.to?.replace(/[:-]\d[\d.:-]*$/, '') ?? packet.destination
  }

  private translateSource(namespace: NamespaceId): string {
    const { packet } = this
    const undone = this.requestRewrite('destination', packet.source)
    if (undone !== null) return undone
    const rule = matchNatRule(this.context.topology, namespace, { ...packet, inInterface: null, hook: 'POSTROUTING' })
    if (rule === null || this.isAnswer()) return packet.source
    const out = packet.outInterface && interfaceById(this.context.topology, packet.outInterface)
    const isIpv6 = packet.ipVersion === 6
    const own = out ? out.addresses.find(({ address }) => address.includes(':') === isIpv6)?.address : undefined
    return rule.to ?? own ?? packet.source
  }

  /** What a field was before the request's NAT made `value` of it, null when no request shows that. */
  private requestRewrite(field: 'source' | 'destination', value: string): string | null {
    if (!this.isAnswer()) return null
    for (const { exchange, rewrites, id } of this.context.related) {
      if (exchange !== this.journey.exchange || id === this.journey.id) continue
      const rewrite = rewrites.find((each) => each.field === field && each.to === value)
      if (rewrite !== undefined) return String(rewrite.from)
    }
    return null
  }

  private isAnswer(): boolean {
    return isAnswer(this.journey)
  }
}

/** Replies and ICMP errors: what comes back through a NAT's entry. */
export function isAnswer({ kind }: Journey): boolean {
  return kind === 'echo-reply' || kind === 'time-exceeded' || kind === 'destination-unreachable'
}

/** Whether a namespace holds an address. */
export function owns(topology: Topology, namespace: NamespaceId, address: string): boolean {
  return findInterfacesByAddress(topology, address).some((nic) => nic.namespace === namespace)
}

const protocolNames: Readonly<Record<number, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'ipv6-icmp' }

function filterPacketOf(packet: Packet, journey: Journey): FilterPacket {
  return {
    source: packet.source,
    destination: packet.destination,
    inInterface: null,
    outInterface: null,
    protocol: protocolNames[packet.protocol] ?? null,
    destinationPort: packet.destinationPort < 0 ? null : packet.destinationPort,
    ipVersion: packet.ipVersion === 6 ? 6 : 4,
    states: statesOf(packet, journey),
  }
}

/** conntrack's states: only the first packet of a connection is surely NEW. */
function statesOf({ tcpFlags, protocol }: Packet, journey: Journey): readonly string[] {
  if (journey.kind === 'echo-reply') return ['ESTABLISHED']
  if (isAnswer(journey)) return ['RELATED']
  const isFirst = protocol === 6 ? (tcpFlags & 0x12) === 0x02 : journey.sequence === 1
  return isFirst ? ['NEW'] : ['NEW', 'ESTABLISHED']
}
