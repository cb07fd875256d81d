import type { Journey, Rewrite } from './journey'
import { JourneyLineTemplate } from './journey-line-template'

/** How many templates one path's shape may have: one for each verdict and match. */
const mostTemplates = 4

/**
 * Writes journeys as JSON lines (the very text of `formatJourneyLine` and a line end) as bytes, reusing the line before:
 * making strings of a whole file costs more than reading it. `onLine` takes each line; its memory is reused, so it must
 * be copied before it returns.
 */
export class JourneyLineWriter {
  readonly #templates = new WeakMap<readonly Rewrite[], JourneyLineTemplate[]>()

  constructor(private readonly onLine: (line: Uint8Array) => void) {}

  write(journey: Journey): void {
    this.onLine(this.#templateFor(journey).fill(journey))
  }

  #templateFor(journey: Journey): JourneyLineTemplate {
    let templates = this.#templates.get(journey.rewrites)
    if (templates === undefined) this.#templates.set(journey.rewrites, (templates = []))
    for (const template of templates) if (hasSameTexts(journey, template.journey)) return template
    const template = new JourneyLineTemplate(journey)
    templates.unshift(template)
    if (templates.length > mostTemplates) templates.pop()
    return template
  }
}

/** Whether the lines of two journeys with the same rewrites differ in their numbers only. */
function hasSameTexts(a: Journey, b: Journey): boolean {
  if (
    a.kind !== b.kind ||
    a.protocol !== b.protocol ||
    a.match !== b.match ||
    a.inferred !== b.inferred ||
    a.quotes !== b.quotes ||
    a.pieces.length !== b.pieces.length ||
    a.copies.length !== b.copies.length ||
    a.verdict.kind !== b.verdict.kind ||
    a.sightings.length !== b.sightings.length
  ) {
    return false
  }
  // Other verdicts name a place or an address.
  if (a.verdict.kind !== 'answered' && a.verdict.kind !== 'delivered' && a.verdict.kind !== 'in-flight') return false
  for (let i = 0; i < a.sightings.length; i++) {
    const [one, other] = [a.sightings[i]!, b.sightings[i]!]
    const [packet, same] = [one.packet, other.packet]
    if (
      one.point !== other.point ||
      packet.source !== same.source ||
      packet.destination !== same.destination ||
      packet.ttl !== same.ttl ||
      packet.sourcePort !== same.sourcePort ||
      packet.destinationPort !== same.destinationPort
    ) {
      return false
    }
  }
  return true
}
