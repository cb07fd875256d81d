import type { Journey } from '../core/journey/journey'

/**
 * A journey with its numbers shifted: every start has a tracker of its own that counts from 1, and the screen still
 * shows the journeys of the start before.
 */
export function renumberJourney(journey: Journey, offset: number): Journey {
  if (offset === 0) return journey
  return {
    ...journey,
    id: journey.id + offset,
    exchange: journey.exchange + offset,
    quotes: journey.quotes === null ? null : journey.quotes + offset,
    match: { ...journey.match, alternatives: journey.match.alternatives.map((id) => id + offset) },
  }
}
