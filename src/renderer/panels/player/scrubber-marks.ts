import type { Verdict } from '../../../core/journey/journey'
import type { TimelinePlan } from '../../../core/playback/plan-timeline'
import { startOf, type SceneTime, type Timeline } from '../../../core/playback/timeline'
import { verdictTone } from '../../parts/verdict-tone'

/** Whether a packet's end was good, bad, a bit of both or is open. */
export type Tone = ReturnType<typeof verdictTone>

/** Every packet's mark: where it stands on the event clock and how it ended, in order of time. */
export interface ScrubberMarks {
  readonly count: number
  time(index: number): SceneTime
  tone(index: number): Tone
}

/** The marks of a timeline, or of the whole recording of which it is a part. */
export function marksOf(timeline: Timeline, plan: TimelinePlan | null): ScrubberMarks {
  if (plan !== null) {
    const tone = (index: number) => toneOf(plan.verdicts[index]!)
    return { count: plan.starts.length, time: (index) => plan.starts[index]!, tone }
  }
  const { acts } = timeline
  const tone = (index: number) => verdictTone(acts[index]!.journey.verdict)
  return { count: acts.length, time: (index) => startOf(acts[index]!), tone }
}

/** How many packets of each tone stand in each column of a scrubber of this many pixels. */
export interface MarkColumns {
  readonly counts: Readonly<Record<Tone, Uint32Array>>
  /** Most packets in one column. */
  readonly most: number
  readonly total: number
}

/** Gathers marks into columns one pixel wide; what `share` puts outside of 0 to 1 is left out. */
export function columnsOf(marks: ScrubberMarks, width: number, share: (time: SceneTime) => number | null): MarkColumns {
  const size = Math.max(1, Math.floor(width))
  const counts = {
    good: new Uint32Array(size),
    warn: new Uint32Array(size),
    bad: new Uint32Array(size),
    open: new Uint32Array(size),
  }
  const sums = new Uint32Array(size)
  let most = 0
  let total = 0
  for (let index = 0; index < marks.count; index++) {
    const at = share(marks.time(index))
    if (at === null) continue
    const column = Math.min(size - 1, Math.floor(at * size))
    counts[marks.tone(index)][column]!++
    most = Math.max(most, ++sums[column]!)
    total++
  }
  return { counts, most, total }
}

function toneOf(kind: Verdict['kind']): Tone {
  switch (kind) {
    case 'answered':
    case 'delivered':
      return 'good'
    case 'in-flight':
      return 'open'
    case 'expired':
      return 'warn'
    case 'lost':
    case 'rejected':
      return 'bad'
  }
}
