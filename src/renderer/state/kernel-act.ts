import type { Rewrite, RewriteCause, Verdict } from '../../core/journey/journey'
import type {
  Connection,
  FilterRule,
  Interface,
  NatRule,
  Namespace,
  Neighbour,
  Route,
} from '../../core/topology/topology'

/**
 * One thing that a kernel did with a packet between two sightings. What the packets themselves show is `seen`; what the
 * map names for it (a route, a neighbour) was read from the machine and is only as certain as that reading.
 */
export type KernelAct =
  /** The namespace's own stack made the packet; an ICMP error names the journey that it answers. */
  | { readonly kind: 'sent'; readonly namespace: Namespace; readonly quotes: number | null }
  /** It came from where nobody captures. */
  | { readonly kind: 'arrived'; readonly at: string }
  /** It went through a veth pair into another network namespace. */
  | { readonly kind: 'veth'; readonly from: Interface; readonly to: Interface; readonly into: Namespace | null }
  /** It went over a cable, a virtual switch or the LAN. */
  | {
      readonly kind: 'link'
      readonly wire: 'vswitch' | 'lan'
      readonly from: Interface
      readonly to: Interface
      readonly isInferred: boolean
    }
  /** A bridge took the frame in at a port; `isForBridge` when the frame was sent to the bridge's own MAC. */
  | {
      readonly kind: 'bridge-in'
      readonly bridge: Interface
      readonly port: Interface
      readonly mac: string
      readonly isForBridge: boolean
    }
  /** A bridge chose the port behind which the MAC lives; null when the map knows nobody with it. */
  | {
      readonly kind: 'bridge-out'
      readonly bridge: Interface
      readonly port: Interface
      readonly mac: string
      readonly owner: Interface | null
    }
  /** The routing decision; `route` is null when the map has no row that leads out there. */
  | {
      readonly kind: 'route'
      readonly namespace: Namespace | null
      readonly destination: string
      readonly route: Route | null
      readonly out: Interface | null
      /** The row that the map would have chosen leads elsewhere: policy routing, or a table that has changed. */
      readonly isOtherThanChosen: boolean
    }
  | { readonly kind: 'ttl'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'nat'
      readonly cause: RewriteCause
      /** The rule with its chain and counters, null when the map names none. */
      readonly rule: NatRule | null
      readonly rewrites: readonly Rewrite[]
    }
  /** The rule or the policy of chain FORWARD that let the packet go on. */
  | { readonly kind: 'filter'; readonly rule: FilterRule }
  /** `connection` is the entry that conntrack was seen to hold, null when the translation is derived from packets. */
  | { readonly kind: 'conntrack'; readonly connection: Connection | null }
  /** The MAC that the frame left with; `entry` is the row of the neighbour table that says so. */
  | {
      readonly kind: 'neighbour'
      readonly address: string
      readonly mac: string
      readonly entry: Neighbour | null
      readonly owner: Interface | null
      /** The ARP answer that was seen to give it. */
      readonly arp: number | null
    }
  /** No capture stands there; the routes make it pass. */
  | { readonly kind: 'inferred'; readonly interface: Interface; readonly isBefore: boolean }
  /** The address is the namespace's own: the packet has arrived. */
  | { readonly kind: 'delivered'; readonly namespace: Namespace }
  /** Nobody saw it after this: how it ended, as far as the captures can tell. */
  | { readonly kind: 'ended'; readonly verdict: Verdict }
  /** The map does not say what lies between the two. */
  | { readonly kind: 'unknown' }
