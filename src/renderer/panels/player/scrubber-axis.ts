import type { PlayerState } from '../../../core/playback/player'
import { plannedMomentAt, type TimelinePlan } from '../../../core/playback/plan-timeline'
import type { SceneTime, Timeline } from '../../../core/playback/timeline'
import { trueTimeAt } from '../../../core/playback/true-time-at'

/** A live scene goes on for hours: its scrubber shows this much, in scene milliseconds. */
const liveWindow = 60_000

/** Maps scene time to a share of the scrubber's length and back. */
export interface ScrubberAxis {
  readonly from: SceneTime
  readonly to: SceneTime
  share(time: SceneTime): number
  /** The same, null for a time that is not on the scrubber. */
  shareWithin(time: SceneTime): number | null
  time(share: number): SceneTime
}

/** The axis of the scene's own time, or of the log's when `isTrueTime`; of a long recording over all of its plan. */
export function createScrubberAxis(
  timeline: Timeline,
  player: PlayerState,
  isTrueTime: boolean,
  plan: TimelinePlan | null,
): ScrubberAxis {
  const to = Math.max(1, player.liveHead ?? player.duration)
  // Whoever has paused stays on the scrubber while what is live goes on.
  const from = player.liveHead === null ? 0 : Math.max(0, Math.min(to - liveWindow, player.time))
  const moment = (time: SceneTime) =>
    plan === null ? (trueTimeAt(timeline, time)?.sinceOrigin ?? 0) : plannedMomentAt(plan, time)
  const start = moment(from)
  const span = moment(to) - start
  const isLog = isTrueTime && span > 0
  const share = (time: SceneTime) => clamp(isLog ? (moment(time) - start) / span : (time - from) / (to - from))
  return {
    from,
    to,
    share,
    shareWithin: (time) => (time < from || time > to ? null : share(time)),
    time: (at) =>
      isLog ? bisect(from, to, (time) => moment(time) >= start + clamp(at) * span) : from + clamp(at) * (to - from),
  }
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share))
}

function bisect(from: number, to: number, isReached: (time: number) => boolean): number {
  let low = from
  let high = to
  while (high - low > 1) {
    const middle = (low + high) / 2
    if (isReached(middle)) high = middle
    else low = middle
  }
  return high
}
