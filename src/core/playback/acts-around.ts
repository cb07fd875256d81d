import type { Act, SceneTime, Timeline } from './timeline'
import { startOf } from './timeline'

/** When an act can first be seen: waiting, or setting out. */
export function visibleFrom(act: Act): SceneTime {
  return Math.min(act.known, startOf(act))
}

/** How many acts are visible at or before `time`; acts are in that order. */
export function countStarted(timeline: Timeline, time: SceneTime): number {
  let low = 0
  let high = timeline.acts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (visibleFrom(timeline.acts[middle]!) <= time) low = middle + 1
    else high = middle
  }
  return low
}

/** Index of the first act such that it or one before it ends after `time`; the number of acts when none does. */
export function firstUnfinished(timeline: Timeline, time: SceneTime): number {
  let low = 0
  let high = timeline.latestEnds.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (timeline.latestEnds[middle]! <= time) low = middle + 1
    else high = middle
  }
  return low
}

/** The acts on stage at `time`, in order of their starts. */
export function actsAt(timeline: Timeline, time: SceneTime): Act[] {
  return timeline.acts
    .slice(firstUnfinished(timeline, time), countStarted(timeline, time))
    .filter((act) => act.end > time)
}
