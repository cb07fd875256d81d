import { startOf, type Act, type SceneTime, type Timeline } from '../../../core/playback/timeline'
import type { PlayerState } from '../../../core/playback/player'
import { trueTimeAt } from '../../../core/playback/true-time-at'

/** A live scene goes on for hours: its scrubber shows this much, in scene milliseconds. */
const liveWindow = 60_000

/** Maps scene time to a share of the scrubber's length and back. */
export interface ScrubberAxis {
  readonly from: SceneTime
  readonly to: SceneTime
  share(time: SceneTime): number
  time(share: number): SceneTime
}

/** The axis of the scene's own time, or of the log's when `isTrueTime`. */
export function createScrubberAxis(timeline: Timeline, player: PlayerState, isTrueTime: boolean): ScrubberAxis {
  const to = Math.max(1, player.liveHead ?? timeline.duration)
  const from = player.liveHead === null ? 0 : Math.max(0, to - liveWindow)
  const moment = (time: SceneTime) => trueTimeAt(timeline, time)?.sinceOrigin ?? 0
  const start = moment(from)
  const span = moment(to) - start
  if (!isTrueTime || span <= 0) {
    return {
      from,
      to,
      share: (time) => clamp((time - from) / (to - from)),
      time: (share) => from + clamp(share) * (to - from),
    }
  }
  return {
    from,
    to,
    share: (time) => clamp((moment(time) - start) / span),
    time: (share) => bisect(from, to, (time) => moment(time) >= start + clamp(share) * span),
  }
}

/** The acts whose marks lie on the axis. */
export function actsOnAxis(timeline: Timeline, axis: ScrubberAxis): readonly Act[] {
  return timeline.acts.filter((act) => startOf(act) >= axis.from && startOf(act) <= axis.to)
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
