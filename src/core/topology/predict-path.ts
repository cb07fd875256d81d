import { chooseRoute } from './choose-route'
import { interfaceById, findInterfacesByAddress } from './find-interface'
import { indexTopology } from './index-topology'
import { linkPath } from './link-path'
import { matchNatRule, type NatPacket } from './match-nat-rule'
import { parseAddress } from './parse-address'
import type { Interface, InterfaceId, NamespaceId, NatHook, NatRule, Route, Topology } from './topology'

/** One interface that a packet passes, according to routes, wires and NAT rules; a prediction, never an observation. */
export interface PredictedHop {
  readonly interface: InterfaceId
  /** `out` when the packet leaves the interface's namespace here, `in` when it enters (a bridged frame passes `in`, then `out`). */
  readonly direction: 'in' | 'out'
  /** How often the packet was routed before it is seen here: its TTL is the first TTL minus this. */
  readonly routedHops: number
  /** The route that chose this interface, null where the frame only follows a wire. */
  readonly route: Route | null
  /** NAT rules that apply between the previous hop and this one, in the order in which netfilter asks them. */
  readonly translations: readonly NatRule[]
  /** Addresses at this hop, after `translations`. */
  readonly source: string
  readonly destination: string
}

/** What narrows a prediction: NAT rules may depend on it. */
export interface PredictedPacket {
  /** Source address, otherwise the one that the namespace would choose. */
  readonly source?: string
  /** As iptables spells it: `icmp`, `tcp`, `udp`. */
  readonly protocol?: string
  readonly destinationPort?: number
}

/** A path longer than any real one: routes in a loop end here. */
const maximumRoutedHops = 32

/**
 * The interfaces that a packet from a namespace to an address passes, in order, as far as the topology tells; empty
 * when the namespace has no route there. The last hop holds the destination only when the topology knows it.
 */
export function predictPath(
  topology: Topology,
  from: NamespaceId,
  destination: string,
  packet: PredictedPacket = {},
): readonly PredictedHop[] {
  if (parseAddress(destination) === null) return []
  const walk = new Walk(topology, from, destination, packet)
  while (walk.hops.length < 256 && walk.routedHops < maximumRoutedHops && walk.step());
  return walk.hops
}

/**
 * The way of the answer: the forward path walked from its far end, with every translation undone by its connection's
 * entry between the same two interfaces as on the way out. `translations` names the rules that are undone.
 */
export function predictReturnPath(
  topology: Topology,
  from: NamespaceId,
  destination: string,
  packet: PredictedPacket = {},
): readonly PredictedHop[] {
  const forward = predictPath(topology, from, destination, packet)
  const last = forward.at(-1)
  if (last === undefined) return []
  return forward.toReversed().map((hop, index, reversed) => ({
    interface: hop.interface,
    direction: hop.direction === 'in' ? 'out' : 'in',
    routedHops: last.routedHops - hop.routedHops,
    route: null,
    translations: reversed[index - 1]?.translations.toReversed() ?? [],
    source: hop.destination,
    destination: hop.source,
  }))
}

class Walk {
  readonly hops: PredictedHop[] = []
  routedHops = 0
  private arrived: Interface | null = null
  private source: string
  private pending: NatRule[] = []

  constructor(
    private readonly topology: Topology,
    private namespace: NamespaceId,
    private destination: string,
    private readonly packet: PredictedPacket,
  ) {
    this.source = packet.source ?? ''
  }

  /** Takes the packet through one namespace and over the link behind it; false when the path ends. */
  step(): boolean {
    const before = chooseRoute(this.topology, this.namespace, this.destination)
    if (this.arrived === null && this.source === '') this.source = this.chooseSource(before) ?? ''
    this.translateDestination(before)
    if (this.holds(this.destination)) return false
    const route = chooseRoute(this.topology, this.namespace, this.destination)
    const out = route && interfaceById(this.topology, route.interface)
    if (route === null || out === null) return false
    if (this.arrived !== null) this.routedHops += 1
    this.translateSource(out)
    // A router beyond the map is known by one interface only, which stands for all of it.
    if (out.kind !== 'router' || out.id !== this.arrived?.id) this.push(out, 'out', route)
    const path = linkPath(this.topology, out.id, route.gateway ?? this.destination)
    if (path === null) return false
    this.follow(path)
    return true
  }

  private follow(path: readonly Interface[]): void {
    for (const [index, nic] of path.entries()) {
      if (index === 0) continue
      // A frame enters a namespace at the first of its interfaces and leaves it after the bridge.
      const isLeaving = path[index - 1]!.namespace === nic.namespace
      const isBridge = nic.kind === 'bridge'
      this.push(nic, isLeaving && !isBridge ? 'out' : 'in', null)
    }
    this.arrived = path.at(-1)!
    this.namespace = this.arrived.namespace
  }

  private translateDestination(route: Route | null): void {
    const rule = this.match(this.arrived === null ? 'OUTPUT' : 'PREROUTING', route?.interface ?? null)
    if (rule === null) return
    this.pending.push(rule)
    if (rule.kind === 'redirect') this.destination = this.arrived?.addresses[0]?.address ?? '127.0.0.1'
    else if (rule.to !== null) this.destination = firstAddress(rule.to) ?? this.destination
  }

  private translateSource(out: Interface): void {
    const rule = this.match('POSTROUTING', out.id)
    if (rule === null) return
    this.pending.push(rule)
    this.source = (rule.to === null ? null : firstAddress(rule.to)) ?? sameFamily(out, this.destination) ?? this.source
  }

  private match(hook: NatHook, outInterface: InterfaceId | null): NatRule | null {
    const packet: NatPacket = {
      source: this.source,
      destination: this.destination,
      inInterface: hook === 'OUTPUT' || hook === 'POSTROUTING' ? null : (this.arrived?.id ?? null),
      outInterface: hook === 'PREROUTING' ? null : outInterface,
      protocol: this.packet.protocol ?? null,
      destinationPort: this.packet.destinationPort ?? null,
      hook,
    }
    return matchNatRule(this.topology, this.namespace, packet)
  }

  private push(nic: Interface, direction: 'in' | 'out', route: Route | null): void {
    const { routedHops, pending: translations, source, destination } = this
    this.hops.push({ interface: nic.id, direction, routedHops, route, translations, source, destination })
    this.pending = []
  }

  private holds(address: string): boolean {
    return findInterfacesByAddress(this.topology, address).some((nic) => nic.namespace === this.namespace)
  }

  private chooseSource(route: Route | null): string | null {
    const out = route && indexTopology(this.topology).interfaces.get(route.interface)
    return out ? sameFamily(out, this.destination) : null
  }
}

/** The address that an interface would send from: its first global one of the destination's IP version. */
function sameFamily(nic: Interface, destination: string): string | null {
  const isIpv6 = destination.includes(':')
  const candidates = nic.addresses.filter(({ address }) => address.includes(':') === isIpv6)
  return (candidates.find(({ address }) => !/^fe[89ab]/i.test(address)) ?? candidates[0])?.address ?? null
}

/** The address in `--to-source` or `--to-destination`: `1.2.3.4`, `1.2.3.4:80`, `[fd00::1]:80`, or a range's first. */
function firstAddress(to: string): string | null {
  const bracketed = /^\[([^\]]+)\]/.exec(to)?.[1]
  const text = bracketed ?? to.split('-')[0]!
  if (parseAddress(text) !== null) return text
  const withoutPort = text.replace(/:\d+$/, '')
  return parseAddress(withoutPort) === null ? null : withoutPort
}
