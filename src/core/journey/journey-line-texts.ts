import type { Sighting } from '../correlate/sighting'
import type { Journey, Match, Rewrite, Verdict } from './journey'

/** Numbers before the first sighting's: journey, exchange, sequence. */
export const leadingNumbers = 3

/** Numbers of one sighting: seconds, nanoseconds (always nine digits), IP identification, ICMP id. */
export const numbersPerSighting = 4

/**
 * The text of a journey's JSON line between its numbers: a line is `texts[0] numbers[0] texts[1] numbers[1] …`. Journeys
 * of one shape differ in their numbers only, so the texts can be kept.
 */
export function journeyLineTexts(journey: Journey): string[] {
  const { protocol, kind, quotes, sightings } = journey
  const texts = ['{"journey":', ',"exchange":', `,"protocol":"${protocol}","kind":"${kind}","sequence":`]
  let before = `${quotes === null ? '' : `,"quotes":${quotes}`},"sightings":[`
  for (const sighting of sightings) {
    texts.push(`${before}${formatPoint(sighting)},"time":"`, '.', formatAddresses(sighting), ',"icmpId":')
    before = `${formatPorts(sighting)}},`
  }
  const last = before.slice(0, -1)
  texts.push(
    `${last}],"rewrites":${formatRewrites(journey.rewrites)},"verdict":${formatVerdict(journey.verdict)},` +
      `"match":${formatMatch(journey.match)}${formatInferred(journey)}}`,
  )
  return texts
}

/** The numbers of a journey's JSON line, in order; -1 stands for null. */
export function journeyLineNumber(journey: Journey, index: number): number {
  if (index === 0) return journey.id
  if (index === 1) return journey.exchange
  if (index === 2) return journey.sequence ?? -1
  const sighting = journey.sightings[((index - leadingNumbers) / numbersPerSighting) | 0]!
  switch ((index - leadingNumbers) % numbersPerSighting) {
    case 0:
      return sighting.seconds
    case 1:
      return sighting.nanoseconds
    case 2:
      return sighting.packet.ipId
    default:
      return sighting.packet.icmpId
  }
}

function formatPoint({ point }: Sighting): string {
  const { interfaceName, machine, namespace } = point
  const names = { interface: interfaceName, machine, namespace }
  return JSON.stringify(names).slice(0, -1)
}

function formatAddresses({ packet }: Sighting): string {
  const ttl = packet.ttl < 0 ? 'null' : packet.ttl
  return `","source":"${packet.source}","destination":"${packet.destination}","ttl":${ttl},"ipId":`
}

function formatPorts({ packet: { sourcePort, destinationPort } }: Sighting): string {
  return sourcePort < 0 ? '' : `,"sourcePort":${sourcePort},"destinationPort":${destinationPort}`
}

function formatRewrites(rewrites: readonly Rewrite[]): string {
  return JSON.stringify(rewrites.map((rewrite) => ({ ...rewrite, after: rewrite.after + 1 })))
}

function formatVerdict(verdict: Verdict): string {
  return JSON.stringify(verdict)
}

function formatMatch({ confidence, evidence, reason, alternatives }: Match): string {
  return JSON.stringify({ confidence, evidence, ...(reason === null ? {} : { reason, alternatives }) })
}

function formatInferred({ inferred, pieces, copies }: Journey): string {
  const hops = inferred.map(({ after, interface: id }) => ({ after: after + 1, interface: id }))
  const inferredText = hops.length === 0 ? '' : `,"inferred":${JSON.stringify(hops)}`
  const piecesText = pieces.length === 0 ? '' : `,"pieces":${pieces.length}`
  return `${inferredText}${piecesText}${copies.length === 0 ? '' : `,"copies":${copies.length}`}`
}
