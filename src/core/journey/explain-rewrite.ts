import type { Packet } from '../decode/packet'
import type { Sighting } from '../correlate/sighting'
import type { Interface, NatRule } from '../topology/topology'
import { matchNatRule } from '../topology/match-nat-rule'
import type { Rewrite, RewriteCause, RewriteField } from './journey'
import type { PointPlaces } from './point-places'

/** What a rewrite is explained with. */
export interface RewriteContext {
  readonly places: PointPlaces
  /** Rewrites of the journey that this one answers: a connection's NAT entry undoes them on the way back. */
  readonly outbound: readonly Rewrite[]
}

/** Why a field changed between two sightings, from the map's rules where it has them, else from the values alone. */
export function explainRewrite(
  field: RewriteField,
  before: Sighting,
  after: Sighting,
  context: RewriteContext,
): RewriteCause {
  switch (field) {
    case 'ttl':
      return after.packet.ttl < before.packet.ttl ? { kind: 'routed' } : { kind: 'unknown' }
    case 'sourceMac':
    case 'destinationMac':
      return after.packet.ttl < before.packet.ttl ? { kind: 'routed' } : { kind: 'unknown' }
    case 'source':
    case 'sourcePort':
    case 'destination':
    case 'destinationPort':
      return explainTranslation(field, before, after, context)
    case 'icmpId':
      return explainIcmpId(before, after, context)
  }
}

function explainTranslation(
  field: 'source' | 'sourcePort' | 'destination' | 'destinationPort',
  before: Sighting,
  after: Sighting,
  { places, outbound }: RewriteContext,
): RewriteCause {
  const isSource = field === 'source' || field === 'sourcePort'
  const undone = findUndone(field, before.packet, after.packet, outbound)
  if (undone !== null) return { kind: 'reverse', rule: ruleOf(undone.cause) }

  const rule = findRule(isSource ? 'POSTROUTING' : 'PREROUTING', before, after, places)
  if (rule !== null) return causeOf(rule)
  if (outbound.length > 0) return { kind: 'reverse', rule: null }
  if (!isSource) return { kind: 'dnat', rule: null }
  // A masquerade takes the address of the interface that the packet leaves by; that is how it is told from SNAT.
  return { kind: isOwn(after, places) ? 'masquerade' : 'snat', rule: null }
}

/** The id changes only when another ping through the same NAT has it already (RFC 5508, section 3.1). */
function explainIcmpId(before: Sighting, after: Sighting, { places, outbound }: RewriteContext): RewriteCause {
  const undone = outbound.find(({ field, from, to }) => {
    return field === 'icmpId' && from === after.packet.icmpId && to === before.packet.icmpId
  })
  if (undone !== undefined) return { kind: 'reverse', rule: ruleOf(undone.cause) }
  const rule = findRule('POSTROUTING', before, after, places)
  return { kind: 'collision', rule: rule?.text ?? null }
}

const mirrored = {
  source: 'destination',
  destination: 'source',
  sourcePort: 'destinationPort',
  destinationPort: 'sourcePort',
} as const

function findUndone(
  field: keyof typeof mirrored,
  before: Packet,
  after: Packet,
  outbound: readonly Rewrite[],
): Rewrite | null {
  const [from, to] = [before[field], after[field]]
  const undone = outbound.find((each) => each.field === mirrored[field] && each.from === to && each.to === from)
  return undone ?? null
}

/** The rule of the namespace through which the packet passed between two sightings, null when the map names none. */
function findRule(
  hook: 'POSTROUTING' | 'PREROUTING',
  before: Sighting,
  after: Sighting,
  places: PointPlaces,
): NatRule | null {
  const from = places.interfaceOf(before.point)
  const to = places.interfaceOf(after.point)
  const through = passedNamespace(from, to)
  if (through === null) return null
  const { packet } = before
  return matchNatRule(places.topology, through, {
    source: packet.source,
    destination: packet.destination,
    inInterface: from?.namespace === through ? (from.master ?? from.id) : null,
    outInterface: to?.namespace === through ? to.id : null,
    protocol: protocolName(packet),
    destinationPort: packet.destinationPort,
    hook,
  })
}

/** Both interfaces in one namespace: it was passed. In two: a translation happens in the one that has rules to do so. */
function passedNamespace(from: Interface | null, to: Interface | null): string | null {
  if (from === null || to === null) return (to ?? from)?.namespace ?? null
  return to.namespace
}

function protocolName(packet: Packet): string | null {
  switch (packet.protocol) {
    case 1:
      return 'icmp'
    case 6:
      return 'tcp'
    case 17:
      return 'udp'
    case 58:
      return 'ipv6-icmp'
    default:
      return null
  }
}

function causeOf(rule: NatRule): RewriteCause {
  switch (rule.kind) {
    case 'masquerade':
    case 'winnat':
      return { kind: 'masquerade', rule: rule.text }
    case 'snat':
      return { kind: 'snat', rule: rule.text }
    case 'dnat':
    case 'redirect':
      return { kind: 'dnat', rule: rule.text }
  }
}

function ruleOf(cause: RewriteCause): string | null {
  return 'rule' in cause ? cause.rule : null
}

function isOwn(sighting: Sighting, places: PointPlaces): boolean {
  const place = places.interfaceOf(sighting.point)
  if (place === null) return true
  return place.addresses.some(({ address }) => address === sighting.packet.source)
}
