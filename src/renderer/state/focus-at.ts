import { positionsAt } from '../../core/playback/positions-at'
import type { SceneTime, Timeline } from '../../core/playback/timeline'
import type { Selection } from './screen-state'

/**
 * The packet to look at now, and the sighting it stands at or left last: `wanted` when it is on stage, else of several the
 * one that set out last.
 */
export function focusAt(timeline: Timeline, time: SceneTime, wanted: number | null = null): Selection | null {
  const tokens = positionsAt(timeline, time)
  const token =
    tokens.find((t) => t.journey.id === wanted) ??
    tokens.findLast((t) => t.phase === 'moving' || t.phase === 'rewriting') ??
    tokens.at(-1)
  if (token === undefined) return null
  const station = token.progress > 0.5 ? token.to : token.from
  const sighting = station.sighting === null ? -1 : token.journey.sightings.indexOf(station.sighting)
  return { journey: token.journey.id, sighting: sighting < 0 ? null : sighting }
}
