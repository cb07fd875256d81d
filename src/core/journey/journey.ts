import type { Sighting } from '../correlate/sighting'
import type { InterfaceId } from '../topology/topology'

export type JourneyProtocol = 'icmp' | 'icmp6' | 'tcp' | 'udp' | 'arp' | 'other'

export type JourneyKind =
  'echo-request' | 'echo-reply' | 'time-exceeded' | 'destination-unreachable' | 'tcp' | 'udp' | 'arp' | 'other'

/** The header fields whose change between two sightings is a rewrite. */
export type RewriteField =
  'source' | 'destination' | 'sourcePort' | 'destinationPort' | 'ttl' | 'icmpId' | 'sourceMac' | 'destinationMac'

/**
 * Why a field changed. `rule` is the iptables rule or WinNAT's name when the topology names one, else null:
 * then the cause is deduced from the addresses alone. `collision`: a NAT gave a second ping with the same ICMP id
 * a fresh one. `reverse`: a reply's translation undone by the connection's own NAT entry.
 */
export type RewriteCause =
  | { readonly kind: 'routed' }
  | { readonly kind: 'masquerade'; readonly rule: string | null }
  | { readonly kind: 'snat'; readonly rule: string | null }
  | { readonly kind: 'dnat'; readonly rule: string | null }
  | { readonly kind: 'reverse'; readonly rule: string | null }
  | { readonly kind: 'collision'; readonly rule: string | null }
  | { readonly kind: 'unknown' }

/** A header change between two sightings of one packet. */
export interface Rewrite {
  /** Index of the sighting before the change; the next one shows the new value. */
  readonly after: number
  readonly field: RewriteField
  readonly from: string | number
  readonly to: string | number
  readonly cause: RewriteCause
}

/**
 * How a journey ended, as far as the captures can tell. `after` is the name of the interface that saw it last; `by` and
 * `at` are the address that sent the ICMP error.
 */
export type Verdict =
  | { readonly kind: 'answered' }
  | { readonly kind: 'delivered' }
  | { readonly kind: 'lost'; readonly after: string }
  | { readonly kind: 'rejected'; readonly by: string }
  | { readonly kind: 'expired'; readonly at: string }
  | { readonly kind: 'in-flight' }

/** How surely the sightings are one packet, and what says so. */
export interface Match {
  readonly confidence: 'certain' | 'high' | 'ambiguous'
  /** What agreed: `ipId`, `sequence`, `icmpId`, `payload`, `ports`, `tcpSequence`, `quote`, `addresses`, `order`. */
  readonly evidence: readonly string[]
  /** Why it is not certain, as a sentence; null when it is. */
  readonly reason: string | null
  /** Ids of the journeys that its sightings would fit as well. */
  readonly alternatives: readonly number[]
}

/** A hop that no capture saw but that the topology makes the packet pass; drawn dashed. */
export interface InferredHop {
  /** Index of the sighting that it follows, -1 before the first. */
  readonly after: number
  readonly interface: InterfaceId
}

/** One packet's sightings in path order, with what each hop did to it. */
export interface Journey {
  /** From 1, in order of the first sighting. */
  readonly id: number
  /** Journeys of one exchange (a request with its replies and errors) share this number. */
  readonly exchange: number
  readonly protocol: JourneyProtocol
  readonly kind: JourneyKind
  /** ICMP echo sequence number, of the quoted packet for an error; null when there is none. */
  readonly sequence: number | null
  readonly sightings: readonly Sighting[]
  readonly inferred: readonly InferredHop[]
  readonly rewrites: readonly Rewrite[]
  readonly verdict: Verdict
  readonly match: Match
  /** The journey that this error quotes, null for others or when it was not seen. */
  readonly quotes: number | null
  /** Later fragments of the datagram, or later pieces of an offloaded TCP segment, in order of arrival. */
  readonly pieces: readonly Sighting[]
  /** Where bridges flooded the frame besides its way to its destination: it was for everybody, or its MAC not learned yet. */
  readonly copies: readonly Sighting[]
}
