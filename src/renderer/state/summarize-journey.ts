import type { CapturePoint, Sighting } from '../../core/correlate/sighting'
import type { Journey, Rewrite } from '../../core/journey/journey'
import { elapsed, type ClockOffset, type Elapsed } from './list-hops'
import type { JourneyHistory } from './journey-history'

/** One row of the packet list. */
export interface JourneySummary {
  readonly journey: Journey
  /** Addresses where it was first seen. */
  readonly source: string
  readonly destination: string
  /** Where it was seen last, and the source or destination address if it had changed by then. */
  readonly last: CapturePoint | null
  readonly changedAddress: string | null
  readonly observedHops: number
  readonly inferredHops: number
  /** How many translations by NAT it went through; an address and a port changed at once count as one. */
  readonly translations: number
  /** For an answered request until its answer is back, else from first to last sighting; null with one sighting or two clocks. */
  readonly time: Elapsed | null
}

/** What the packet list shows of a journey. */
export function summarizeJourney(journey: Journey, history: JourneyHistory, clock: ClockOffset | null): JourneySummary {
  const first = journey.sightings[0]
  const last = journey.sightings.at(-1)
  return {
    journey,
    source: first?.packet.source ?? '',
    destination: first?.packet.destination ?? '',
    last: last?.point ?? null,
    changedAddress: first && last ? changedAddress(first, last) : null,
    observedHops: journey.sightings.length,
    inferredHops: journey.inferred.length,
    translations: new Set(journey.rewrites.filter(isTranslation).map((rewrite) => rewrite.after)).size,
    time: journeyTime(journey, history, clock),
  }
}

/** True when a NAT made this change, false for what every router and every wire does. */
export function isTranslation(rewrite: Rewrite): boolean {
  return rewrite.cause.kind !== 'routed' && rewrite.cause.kind !== 'unknown'
}

function changedAddress(first: Sighting, last: Sighting): string | null {
  if (first.packet.source !== last.packet.source) return last.packet.source
  if (first.packet.destination !== last.packet.destination) return last.packet.destination
  return null
}

function journeyTime(journey: Journey, history: JourneyHistory, clock: ClockOffset | null): Elapsed | null {
  const first = journey.sightings[0]
  const last = journey.sightings.at(-1)
  if (!first || !last) return null
  if (
    journey.verdict.kind === 'answered' ||
    journey.verdict.kind === 'rejected' ||
    journey.verdict.kind === 'expired'
  ) {
    const answers = history.ofExchange(journey.exchange).filter((other) => other.id > journey.id)
    for (const answer of answers) {
      const back = answer.sightings.findLast((sighting) => sighting.point.index === first.point.index)
      if (back) return elapsed(first, back, clock)
    }
  }
  if (journey.sightings.length < 2) return null
  const time = elapsed(first, last, clock)
  // Two clocks that nobody compared make no duration.
  return time.error === null ? null : time
}
