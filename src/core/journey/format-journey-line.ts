import type { Sighting } from '../correlate/sighting'
import type { Journey, Match, Rewrite } from './journey'

/**
 * A journey as one line of JSON without its line end, as docs/journey-json.md describes it. `after` counts hops from 1
 * as the screen does.
 */
export function formatJourneyLine(journey: Journey): string {
  const sequence = journey.sequence === null ? 'null' : String(journey.sequence)
  const quotes = journey.quotes === null ? '' : `,"quotes":${journey.quotes}`
  let sightings = ''
  for (const sighting of journey.sightings) sightings += (sightings === '' ? '' : ',') + formatSighting(sighting)
  return (
    `{"journey":${journey.id},"exchange":${journey.exchange},"protocol":"${journey.protocol}",` +
    `"kind":"${journey.kind}","sequence":${sequence}${quotes},"sightings":[${sightings}],` +
    `"rewrites":${formatRewrites(journey.rewrites)},"verdict":${JSON.stringify(journey.verdict)},` +
    `"match":${formatMatch(journey.match)}${formatInferred(journey)}}`
  )
}

const pointTexts = new WeakMap<Sighting['point'], string>()

function formatPoint(point: Sighting['point']): string {
  let text = pointTexts.get(point)
  if (text === undefined) {
    const { interfaceName, machine, namespace } = point
    text = `{"interface":${JSON.stringify(interfaceName)},"machine":${JSON.stringify(machine)},"namespace":${JSON.stringify(namespace)},"time":"`
    pointTexts.set(point, text)
  }
  return text
}

function formatSighting({ point, packet, seconds, nanoseconds }: Sighting): string {
  const ports =
    packet.sourcePort < 0 ? '' : `,"sourcePort":${packet.sourcePort},"destinationPort":${packet.destinationPort}`
  return (
    `${formatPoint(point)}${seconds}.${String(nanoseconds).padStart(9, '0')}","source":"${packet.source}",` +
    `"destination":"${packet.destination}","ttl":${orNull(packet.ttl)},"ipId":${orNull(packet.ipId)},` +
    `"icmpId":${orNull(packet.icmpId)}${ports}}`
  )
}

function orNull(value: number): number | 'null' {
  return value < 0 ? 'null' : value
}

const rewriteTexts = new WeakMap<readonly Rewrite[], string>()

function formatRewrites(rewrites: readonly Rewrite[]): string {
  let text = rewriteTexts.get(rewrites)
  if (text === undefined) {
    text = JSON.stringify(rewrites.map((rewrite) => ({ ...rewrite, after: rewrite.after + 1 })))
    rewriteTexts.set(rewrites, text)
  }
  return text
}

const matchTexts = new WeakMap<Match, string>()

function formatMatch(match: Match): string {
  let text = matchTexts.get(match)
  if (text === undefined) {
    const { confidence, evidence, reason, alternatives } = match
    text = JSON.stringify({ confidence, evidence, ...(reason === null ? {} : { reason, alternatives }) })
    matchTexts.set(match, text)
  }
  return text
}

function formatInferred({ inferred, pieces }: Journey): string {
  const hops = inferred.map(({ after, interface: id }) => ({ after: after + 1, interface: id }))
  const inferredText = hops.length === 0 ? '' : `,"inferred":${JSON.stringify(hops)}`
  return pieces.length === 0 ? inferredText : `${inferredText},"pieces":${pieces.length}`
}
