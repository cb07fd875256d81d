import { nanosecondsBetween } from '../correlate/sighting'
import type { Journey } from '../journey/journey'

/** What many journeys have in common, in lower case and without repetition: what they are, their way and their end. */
export interface JourneyShape {
  readonly containers: readonly string[]
  readonly machines: readonly string[]
  readonly interfaces: readonly string[]
  readonly addresses: readonly string[]
  readonly source: string
  readonly destination: string
  readonly verdict: string
  readonly kinds: readonly string[]
  readonly protocol: string
  /** `none`, or `any` and what each translation was. */
  readonly translations: readonly string[]
  readonly match: string
  readonly ttl: number
  readonly hops: number
  /** All words, one a line, for free text. */
  readonly text: string
}

/** What filters ask of a journey; what it does not have is -1. */
export interface JourneyFacts {
  /** One object for all journeys alike, so that a filter decides once about them. */
  readonly shape: JourneyShape
  readonly ports: readonly number[]
  readonly ids: readonly number[]
  readonly sequence: number
  readonly size: number
  readonly packet: number
  /** Nanoseconds from the first to the last sighting. */
  readonly time: number
}

const known = new WeakMap<Journey, JourneyFacts>()
const shapes = new Map<string, JourneyShape>()
/** A flood of packets that are all different must not fill memory; forgotten shapes are only found anew. */
const mostShapes = 10_000

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

const noNumbers: readonly number[] = []

function findFacts(journey: Journey): JourneyFacts {
  const { sightings, sequence } = journey
  let ports: number[] | null = null
  let ids: number[] | null = null
  for (const { packet } of sightings) {
    if (packet.sourcePort >= 0) addOnce((ports ??= []), packet.sourcePort)
    if (packet.destinationPort >= 0) addOnce((ports ??= []), packet.destinationPort)
    if (packet.icmpId >= 0) addOnce((ids ??= []), packet.icmpId)
  }
  const first = sightings[0]
  const last = sightings.at(-1)
  return {
    shape: shapeOf(journey),
    ports: ports ?? noNumbers,
    ids: ids ?? noNumbers,
    sequence: sequence ?? -1,
    size: first === undefined ? -1 : first.packet.end - first.packet.start,
    packet: journey.id,
    time: first && last && first !== last ? Math.abs(nanosecondsBetween(first, last)) : -1,
  }
}

function shapeOf(journey: Journey): JourneyShape {
  const key = shapeKey(journey)
  let shape = shapes.get(key)
  if (shape === undefined) {
    shape = findShape(journey)
    if (shapes.size >= mostShapes) shapes.clear()
    shapes.set(key, shape)
  }
  return shape
}

/** Equal for journeys of one shape only: every name is followed by a character that none holds. */
function shapeKey(journey: Journey): string {
  const { sightings, copies, verdict, rewrites, kind, protocol, match } = journey
  let key = `${protocol}\0${kind}\0${kindsOf(journey).length}\0${match.confidence}\0${Object.values(verdict).join('\0')}\u0001`
  for (const { packet, point } of sightings) {
    key += `${point.machine}\0${point.namespace}\0${point.interfaceName}\0${packet.source}\0${packet.destination}\0`
  }
  key += `\u0001${sightings[0]?.packet.ttl}\u0001`
  for (const { point } of copies) key += `${point.interfaceName}\0`
  for (const { cause } of rewrites) key += `\u0001${cause.kind}`
  return key
}

function findShape(journey: Journey): JourneyShape {
  const { sightings, copies, verdict, rewrites, kind, protocol } = journey
  const containers: string[] = []
  const machines: string[] = []
  const interfaces: string[] = []
  const addresses: string[] = []
  for (const { packet, point } of sightings) {
    addOnce(interfaces, point.interfaceName.toLowerCase())
    if (point.machine !== null) addOnce(machines, point.machine.toLowerCase())
    if (point.namespace !== null && point.namespace !== 'host') addOnce(containers, point.namespace.toLowerCase())
    addOnce(addresses, packet.source)
    addOnce(addresses, packet.destination)
  }
  for (const { point } of copies) addOnce(interfaces, point.interfaceName.toLowerCase())
  const translations: string[] = []
  for (const { cause } of rewrites) {
    if (cause.kind !== 'routed' && cause.kind !== 'unknown') addOnce(translations, cause.kind)
  }
  translations.push(translations.length === 0 ? 'none' : 'any')
  const first = sightings[0]
  const kinds = kindsOf(journey)
  const words = [
    protocol,
    kind,
    ...Object.values(verdict),
    ...kinds,
    ...addresses,
    ...interfaces,
    ...machines,
    ...containers,
    ...translations,
  ]
  return {
    containers,
    machines,
    interfaces,
    addresses,
    source: first?.packet.source ?? '',
    destination: first?.packet.destination ?? '',
    verdict: verdict.kind,
    kinds,
    protocol,
    translations,
    match: journey.match.confidence,
    ttl: first?.packet.ttl ?? -1,
    hops: sightings.length,
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
