import { nanosecondsBetween } from '../correlate/sighting'
import type { Journey } from '../journey/journey'

/** What filters ask of a journey, in lower case and without repetition. */
export interface JourneyFacts {
  readonly containers: readonly string[]
  readonly machines: readonly string[]
  readonly interfaces: readonly string[]
  readonly addresses: readonly string[]
  readonly source: string
  readonly destination: string
  readonly ports: readonly number[]
  readonly ids: readonly number[]
  readonly verdict: string
  readonly kinds: readonly string[]
  readonly protocol: string
  /** `none`, or `any` and what each translation was. */
  readonly translations: readonly string[]
  readonly match: string
  readonly ttl: number
  readonly hops: number
  readonly sequence: number
  readonly size: number
  readonly packet: number
  /** Nanoseconds from the first to the last sighting. */
  readonly time: number
  /** All words, one a line, for free text. */
  readonly text: string
}

const known = new WeakMap<Journey, JourneyFacts>()

/** The facts of a journey, found once. */
export function journeyFacts(journey: Journey): JourneyFacts {
  let facts = known.get(journey)
  if (facts === undefined) {
    facts = findFacts(journey)
    known.set(journey, facts)
  }
  return facts
}

/** A few values, each once; a set costs more for so few. */
function addOnce<Value>(values: Value[], value: Value): void {
  if (!values.includes(value)) values.push(value)
}

function findFacts(journey: Journey): JourneyFacts {
  const { sightings, copies, verdict, rewrites, kind, protocol, sequence } = journey
  const containers: string[] = []
  const machines: string[] = []
  const interfaces: string[] = []
  const addresses: string[] = []
  const ports: number[] = []
  const ids: number[] = []
  for (const { packet, point } of sightings) {
    addOnce(interfaces, point.interfaceName.toLowerCase())
    if (point.machine !== null) addOnce(machines, point.machine.toLowerCase())
    if (point.namespace !== null && point.namespace !== 'host') addOnce(containers, point.namespace.toLowerCase())
    addOnce(addresses, packet.source)
    addOnce(addresses, packet.destination)
    if (packet.sourcePort >= 0) addOnce(ports, packet.sourcePort)
    if (packet.destinationPort >= 0) addOnce(ports, packet.destinationPort)
    if (packet.icmpId >= 0) addOnce(ids, packet.icmpId)
  }
  for (const { point } of copies) addOnce(interfaces, point.interfaceName.toLowerCase())
  const translations: string[] = []
  for (const { cause } of rewrites) {
    if (cause.kind !== 'routed' && cause.kind !== 'unknown') addOnce(translations, cause.kind)
  }
  translations.push(translations.length === 0 ? 'none' : 'any')
  const first = sightings[0]
  const last = sightings.at(-1)
  const kinds = kindsOf(journey)
  const words = [
    ...[
      protocol,
      kind,
      verdict.kind,
      ...kinds,
      ...addresses,
      ...interfaces,
      ...machines,
      ...containers,
      ...translations,
    ],
    ...Object.values(verdict),
    ...(sequence === null ? [] : [`seq=${sequence}`]),
    ...ids.map((id) => `id=${id}`),
    ...ports.map((port) => `port=${port}`),
  ]
  return {
    containers,
    machines,
    interfaces,
    addresses,
    source: first?.packet.source ?? '',
    destination: first?.packet.destination ?? '',
    ports,
    ids,
    verdict: verdict.kind,
    kinds,
    protocol,
    translations,
    match: journey.match.confidence,
    ttl: first?.packet.ttl ?? -1,
    hops: sightings.length,
    sequence: sequence ?? -1,
    size: first === undefined ? -1 : first.packet.end - first.packet.start,
    packet: journey.id,
    time: first && last && first !== last ? Math.abs(nanosecondsBetween(first, last)) : -1,
    text: words.join('\n').toLowerCase(),
  }
}

function kindsOf({ kind, sightings }: Journey): readonly string[] {
  const packet = sightings[0]?.packet
  switch (kind) {
    case 'echo-request':
      return ['request']
    case 'echo-reply':
      return ['reply']
    case 'time-exceeded':
      return ['error', 'time-exceeded']
    case 'destination-unreachable':
      return ['error', 'unreachable']
    case 'tcp':
    case 'udp':
      return packet?.sourcePort === 53 || packet?.destinationPort === 53 ? [kind, 'dns'] : [kind]
    case 'arp':
    case 'other':
      return [kind]
  }
}
