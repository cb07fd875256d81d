import type { Journey } from '../../core/journey/journey'
import { actsAt } from '../../core/playback/acts-around'
import { happeningOf, type Happening } from '../../core/playback/happening-of'
import { positionOf } from '../../core/playback/positions-at'
import { startOf, type SceneTime, type Timeline } from '../../core/playback/timeline'

/** What is being done to which packet. */
export interface JourneyHappening {
  readonly journey: Journey
  readonly happening: Happening
}

/** What the scene shows of the `wanted` packet, or of the one that set out last when that is not on stage; null of none. */
export function happeningAt(timeline: Timeline, time: SceneTime, wanted: number | null): JourneyHappening | null {
  const acts = actsAt(timeline, time)
  const act = acts.find(({ journey }) => journey.id === wanted) ?? acts.findLast((each) => startOf(each) <= time)
  return act === undefined ? null : { journey: act.journey, happening: happeningOf(positionOf(act, time)) }
}
