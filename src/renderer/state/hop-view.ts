import type { Sighting } from '../../core/correlate/sighting'
import { destinationMac } from '../../core/decode/mac-address'
import type { Packet } from '../../core/decode/packet'
import type { Journey, Rewrite, RewriteCause } from '../../core/journey/journey'
import { PointPlaces } from '../../core/journey/point-places'
import { chooseRoute } from '../../core/topology/choose-route'
import { findInterfacesByAddress, interfaceById } from '../../core/topology/find-interface'
import { namespaceById } from '../../core/topology/find-namespace'
import { indexTopology } from '../../core/topology/index-topology'
import { linkPathTo } from '../../core/topology/link-path'
import type { Connection, Interface, NamespaceId, NatRule, Route, Topology } from '../../core/topology/topology'
import { findAcceptingRule } from './find-accepting-rule'
import { findArpAnswer } from './find-arp-answer'
import { findHopConnection } from './find-hop-connection'
import type { KernelAct } from './kernel-act'
import { crossLinks } from './cross-links'
import { isTranslation } from './summarize-journey'

/** One hop as Packet Tracer's Inbound and Outbound PDU with the kernel in between. */
export interface HopView {
  /** Index of the sighting that is looked at. */
  readonly index: number
  /** The packet as it was seen before, null where it was seen first. */
  readonly in: Sighting | null
  readonly out: Sighting
  /** What happened in between, in the order in which it happened. */
  readonly acts: readonly KernelAct[]
}

/** What a hop is explained with besides the packet itself. */
export interface HopKnowledge {
  readonly topology: Topology
  /** What conntrack holds, or held; the topology's unless given. */
  readonly connections?: readonly Connection[]
  /** The packets around, for the ARP answer that gave a MAC; in order of id. */
  readonly journeys?: readonly Journey[]
}

/** What a hop did to a packet, from the packet itself and from what the map knows; null without such a sighting. */
export function viewHop(
  journey: Journey,
  index: number,
  { topology, connections = topology.connections ?? [], journeys = [] }: HopKnowledge,
): HopView | null {
  const out = journey.sightings[index]
  if (out === undefined) return null
  const before = journey.sightings[index - 1] ?? null
  const hop = new HopReader(journey, index, out, before, { topology, connections, journeys })
  return { index, in: before, out, acts: hop.acts() }
}

class HopReader {
  private readonly topology: Topology
  private readonly places: PointPlaces
  private readonly from: Interface | null
  private readonly to: Interface | null
  private readonly rewrites: readonly Rewrite[]

  constructor(
    private readonly journey: Journey,
    private readonly index: number,
    private readonly out: Sighting,
    private readonly before: Sighting | null,
    private readonly known: Required<HopKnowledge>,
  ) {
    this.topology = known.topology
    this.places = new PointPlaces(this.topology)
    this.from = before && this.places.interfaceOf(before.point)
    this.to = this.places.interfaceOf(out.point)
    this.rewrites = journey.rewrites.filter(({ after }) => after === index - 1)
  }

  acts(): readonly KernelAct[] {
    const acts = this.before === null ? this.start() : this.passage(this.before)
    return [...this.inferred(-1), ...acts, ...this.end(), ...this.inferred(this.journey.sightings.length - 1)]
  }

  /** The hops that the map adds before the first sighting and after the last. */
  private inferred(after: number): readonly KernelAct[] {
    if (this.index !== Math.max(0, after)) return []
    return this.journey.inferred
      .filter((hop) => hop.after === after)
      .flatMap((hop) => {
        const nic = interfaceById(this.topology, hop.interface)
        return nic === null ? [] : [{ kind: 'inferred', interface: nic, isBefore: after < 0 } as const]
      })
  }

  /** The first sighting: the stack that sent the packet chose its route, or it came from outside. */
  private start(): readonly KernelAct[] {
    const { packet, point } = this.out
    const namespace = this.to && namespaceById(this.topology, this.to.namespace)
    if (this.to === null || namespace === null || !this.places.owns(point, packet.source)) {
      return [{ kind: 'arrived', at: point.interfaceName }]
    }
    const sent: KernelAct = { kind: 'sent', namespace, quotes: this.journey.quotes }
    if (packet.ipVersion === 0) return [sent]
    return [sent, ...this.routing(namespace.id, this.to)]
  }

  private passage(before: Sighting): readonly KernelAct[] {
    const { from, to } = this
    const isRouted = before.packet.ttl > this.out.packet.ttl
    if (from === null || to === null) return this.passageWithoutMap(before, isRouted)
    if (!isRouted && !this.rewrites.some(isTranslation)) return this.follow(before, from, to)
    const place = this.routingPlace(from, to)
    if (place === null) return this.passageWithoutMap(before, isRouted)
    const undoneBefore = this.translations('destination', place.namespace)
    const after = this.translations('source', place.namespace)
    const egress = place.path[0] ?? to
    return [
      ...(place.ingress === from ? [] : crossLinks(this.topology, place.way, before)),
      ...undoneBefore,
      ...this.routing(
        place.namespace,
        egress,
        isRouted ? { before: before.packet, ingress: place.ingress } : null,
        after,
      ),
      ...crossLinks(this.topology, place.path, this.out),
    ]
  }

  /** A frame that no router touched: only wires and bridges lie between. */
  private follow(before: Sighting, from: Interface, to: Interface): readonly KernelAct[] {
    const way = linkPathTo(this.topology, from.id, (nic) => nic.id === to.id)
    if (way === null) return [{ kind: 'unknown' }]
    return crossLinks(this.topology, way, before)
  }

  /**
   * Where the packet was routed: `way` leads to the interface by which it came into the namespace, `path` from the one
   * by which the namespace sent it out. Null when the map joins the two in no such way.
   */
  private routingPlace(
    from: Interface,
    to: Interface,
  ): {
    readonly namespace: NamespaceId
    readonly ingress: Interface
    readonly way: readonly Interface[]
    readonly path: readonly Interface[]
  } | null {
    const { topology } = this
    const egressPath = (namespace: NamespaceId, ingress: Interface): readonly Interface[] | null => {
      const route = this.routeOf(namespace)
      const chosen = route && interfaceById(topology, route.interface)
      if (to.namespace === namespace) {
        const bridge = to.master === null ? null : interfaceById(topology, to.master)
        return bridge && to.addresses.length === 0 && bridge.id !== ingress.id ? [bridge, to] : [to]
      }
      return chosen && linkPathTo(topology, chosen.id, (nic) => nic.id === to.id)
    }
    const entrances: readonly (readonly Interface[])[] = [
      ...(to.namespace === from.namespace ? [] : [this.wayInto(from, to.namespace)].filter((way) => way !== null)),
      this.wayUp(from),
    ]
    for (const way of entrances) {
      const ingress = way.at(-1)
      if (ingress === undefined || ingress.id === to.id) continue
      const path = egressPath(ingress.namespace, ingress)
      if (path !== null) return { namespace: ingress.namespace, ingress, way, path }
    }
    return null
  }

  /** From an interface to the first one with an address in another namespace. */
  private wayInto(from: Interface, namespace: NamespaceId): readonly Interface[] | null {
    return linkPathTo(this.topology, from.id, (nic) => nic.namespace === namespace && nic.addresses.length > 0)
  }

  /** From an interface to the one that holds its namespace's address on this link: its bridge when it is a port. */
  private wayUp(from: Interface): readonly Interface[] {
    const bridge = from.master === null ? null : interfaceById(this.topology, from.master)
    return bridge === null ? [from] : [from, bridge]
  }

  private routeOf(namespace: NamespaceId): Route | null {
    return chooseRoute(this.topology, namespace, this.out.packet.destination)
  }

  /** The routing decision and what follows from it: the TTL, the source translation, the neighbour's MAC. */
  private routing(
    namespace: NamespaceId,
    egress: Interface,
    forwarded: { readonly before: Packet; readonly ingress: Interface } | null = null,
    translations: readonly KernelAct[] = [],
  ): readonly KernelAct[] {
    const { packet } = this.out
    const chosen = this.routeOf(namespace)
    const isChosen = chosen?.interface === egress.id
    const route = isChosen ? chosen : this.routeThrough(namespace, egress)
    const acts: KernelAct[] = [
      {
        kind: 'route',
        namespace: namespaceById(this.topology, namespace),
        destination: packet.destination,
        route,
        out: egress,
        isOtherThanChosen: chosen !== null && !isChosen,
      },
    ]
    if (forwarded !== null) {
      const { before, ingress } = forwarded
      acts.push({ kind: 'ttl', from: before.ttl, to: packet.ttl })
      const way = { namespace, in: ingress.id, out: egress.id, before, after: packet }
      const rule = findAcceptingRule(this.topology, way)
      if (rule !== null) acts.push({ kind: 'filter', rule })
    }
    acts.push(...translations)
    const neighbour = this.neighbour(egress, route?.gateway ?? packet.destination)
    if (neighbour !== null) acts.push(neighbour)
    return acts
  }

  /** A row of the table that leads out there: the packet went, whatever the map would have chosen. */
  private routeThrough(namespace: NamespaceId, egress: Interface): Route | null {
    const rows = indexTopology(this.topology).routesOf.get(namespace) ?? []
    return rows.find(({ route }) => route.interface === egress.id && route.gateway !== null)?.route ?? null
  }

  private neighbour(egress: Interface, address: string): KernelAct | null {
    // Behind a bridge the frame is seen at a port, which carries the same addresses as the bridge itself.
    const mac = destinationMac(this.out.packet)
    if (mac === '') return null
    const entry =
      this.topology.neighbours?.find(
        (row) => row.interface === egress.id && row.address === address && row.mac === mac,
      ) ?? null
    const owner = this.topology.interfaces.find((nic) => nic.mac === mac) ?? null
    const arp = findArpAnswer(this.known.journeys, this.out, address, mac)
    return { kind: 'neighbour', address, mac, entry, owner, arp: arp?.id ?? null }
  }

  /** The translations of one end's address, port or id, one act for each cause. */
  private translations(end: 'source' | 'destination', namespace: NamespaceId | null): readonly KernelAct[] {
    const fields =
      end === 'destination' ? ['destination', 'destinationPort'] : ['source', 'sourcePort', ...this.icmpIdFields()]
    const own = this.rewrites.filter((rewrite) => isTranslation(rewrite) && fields.includes(rewrite.field))
    // The ICMP id of a reply is put back with its destination, before routing.
    const all = end === 'destination' ? [...own, ...this.undoneIds()] : own
    const causes = new Map<string, { cause: RewriteCause; rewrites: Rewrite[] }>()
    for (const rewrite of all) {
      const { cause } = rewrite
      const key = `${cause.kind === 'reverse'} ${'rule' in cause ? (cause.rule ?? '') : ''}`
      const known = causes.get(key)
      if (known === undefined) causes.set(key, { cause, rewrites: [rewrite] })
      else {
        known.rewrites.push(rewrite)
        if (cause.kind !== 'collision') known.cause = cause
      }
    }
    return [...causes.values()].flatMap(({ cause, rewrites }): readonly KernelAct[] => {
      const rule = this.ruleOf(cause, namespace)
      const nat: KernelAct = { kind: 'nat', cause, rule, rewrites }
      // Windows keeps its own table, which nothing here can read.
      return rule?.kind === 'winnat' ? [nat] : [nat, { kind: 'conntrack', connection: this.connection(namespace) }]
    })
  }

  private connection(namespace: NamespaceId | null): Connection | null {
    if (namespace === null || this.before === null) return null
    return findHopConnection(this.known.connections, namespace, this.before.packet)
  }

  private icmpIdFields(): readonly string[] {
    return this.undoneIds().length === 0 ? ['icmpId'] : []
  }

  private undoneIds(): readonly Rewrite[] {
    return this.rewrites.filter(({ field, cause }) => field === 'icmpId' && cause.kind === 'reverse')
  }

  private ruleOf(cause: RewriteCause, namespace: NamespaceId | null): NatRule | null {
    const text = 'rule' in cause ? cause.rule : null
    if (text === null) return null
    const rules = this.topology.natRules.filter((rule) => rule.text === text)
    return rules.find((rule) => rule.namespace === namespace) ?? rules[0] ?? null
  }

  /** Without a map the packets alone tell what changed. */
  private passageWithoutMap(before: Sighting, isRouted: boolean): readonly KernelAct[] {
    const acts: KernelAct[] = [...this.translations('destination', null)]
    if (isRouted) acts.push({ kind: 'ttl', from: before.packet.ttl, to: this.out.packet.ttl })
    acts.push(...this.translations('source', null))
    return acts.length === 0 ? [{ kind: 'unknown' }] : acts
  }

  private end(): readonly KernelAct[] {
    if (this.index !== this.journey.sightings.length - 1) return []
    const { verdict } = this.journey
    if (verdict.kind !== 'answered' && verdict.kind !== 'delivered') return [{ kind: 'ended', verdict }]
    if (this.to === null || this.index === 0) return []
    const { destination } = this.out.packet
    const owner = findInterfacesByAddress(this.topology, destination).find(
      (nic) => nic.namespace === this.to?.namespace,
    )
    const namespace = owner && namespaceById(this.topology, owner.namespace)
    return namespace ? [{ kind: 'delivered', namespace }] : []
  }
}
