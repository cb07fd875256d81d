import { countStarted, firstUnfinished, visibleFrom } from './acts-around'
import type { SceneTime, Timeline } from './timeline'

/** A moment of the log that the scene shows. */
export interface TrueTime {
  /** Nanoseconds since the timeline's origin; between two sightings it is interpolated. */
  readonly sinceOrigin: number
  readonly seconds: number
  readonly nanoseconds: number
}

/** The log time that the scene shows at `time`, null on an empty timeline. */
export function trueTimeAt(timeline: Timeline, time: SceneTime): TrueTime | null {
  if (timeline.origin === null) return null
  const before = lastSeen(timeline, time)
  const after = nextSeen(timeline, time)
  const sinceOrigin = Math.round(interpolate(before, after, time))
  const nanoseconds = timeline.origin.nanoseconds + sinceOrigin
  const carry = Math.floor(nanoseconds / 1e9)
  return { sinceOrigin, seconds: timeline.origin.seconds + carry, nanoseconds: nanoseconds - carry * 1e9 }
}

/**
 * How many times slower than the log the act that set out last plays at `speed`: scene time over log time from its
 * first to its last sighting. Null when there is none, or all its sightings bear the same instant.
 */
export function slowDownAt(timeline: Timeline, time: SceneTime, speed: number): number | null {
  const act = timeline.acts[countStarted(timeline, time) - 1]
  if (act === undefined) return null
  const seen = act.moments.flatMap((moment, index) => (moment === null ? [] : [{ moment, time: act.times[index]! }]))
  const first = seen[0]
  const last = seen.at(-1)
  if (first === undefined || last === undefined || last.moment <= first.moment || speed <= 0) return null
  return ((last.time - first.time) * 1e6) / speed / (last.moment - first.moment)
}

interface Anchor {
  readonly time: SceneTime
  readonly moment: number
}

function interpolate(before: Anchor | null, after: Anchor | null, time: SceneTime): number {
  if (before === null || after === null) return (before ?? after)?.moment ?? 0
  // Live journeys start when they arrive, so a later one in the scene may be an earlier one in the log.
  const span = Math.max(0, after.moment - before.moment)
  return before.moment + (after.time > before.time ? (span * (time - before.time)) / (after.time - before.time) : 0)
}

function lastSeen(timeline: Timeline, time: SceneTime): Anchor | null {
  let bestTime = -Infinity
  let bestMoment = 0
  for (let index = countStarted(timeline, time) - 1; index >= 0; index--) {
    if (timeline.latestEnds[index]! < bestTime) break
    const { moments, times } = timeline.acts[index]!
    // This runs for each frame over all that moves, so it makes no objects.
    for (let hop = 0; hop < moments.length; hop++) {
      const moment = moments[hop] ?? null
      const at = times[hop]!
      if (moment === null || at > time) continue
      if (at > bestTime || (at === bestTime && moment > bestMoment)) {
        bestTime = at
        bestMoment = moment
      }
    }
  }
  return bestTime === -Infinity ? null : { time: bestTime, moment: bestMoment }
}

function nextSeen(timeline: Timeline, time: SceneTime): Anchor | null {
  let bestTime = Infinity
  let bestMoment = 0
  for (let index = firstUnfinished(timeline, time); index < timeline.acts.length; index++) {
    const act = timeline.acts[index]!
    if (visibleFrom(act) > bestTime) break
    const { moments, times } = act
    for (let hop = 0; hop < moments.length; hop++) {
      const moment = moments[hop] ?? null
      const at = times[hop]!
      if (moment === null || at <= time) continue
      if (at < bestTime || (at === bestTime && moment < bestMoment)) {
        bestTime = at
        bestMoment = moment
      }
    }
  }
  return bestTime === Infinity ? null : { time: bestTime, moment: bestMoment }
}
