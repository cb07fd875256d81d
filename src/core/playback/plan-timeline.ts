import { nanosecondsBetween, type Sighting } from '../correlate/sighting'
import type { Journey, Verdict } from '../journey/journey'
import { emptyTopology, type Topology } from '../topology/topology'
import { buildTimeline, earliest } from './build-timeline'
import { estimateClockOffsets } from './estimate-clock-offsets'
import { watchablePace } from './pace'
import { startOf, type SceneTime, type Timeline } from './timeline'

/** A stretch of a long recording whose timeline is built when it is watched. */
export interface TimelineWindow {
  /** Its journeys, as a range of the recording's list: `first` and those up to `end`. */
  readonly first: number
  readonly end: number
  /** The scene time that it takes. */
  readonly from: SceneTime
  readonly to: SceneTime
}

/** Where every packet of a long recording stands on the event clock, without what it does there. */
export interface TimelinePlan {
  readonly origin: NonNullable<Timeline['origin']>
  readonly clockOffsets: Readonly<Record<string, number>>
  readonly windows: readonly TimelineWindow[]
  readonly duration: SceneTime
  /** For each packet in order of its start: when it sets out, its log time since the origin in ns, and its end. */
  readonly starts: Float64Array
  readonly moments: Float64Array
  readonly verdicts: readonly Verdict['kind'][]
}

/** So many packets share a window; the next cut between packets that do not overlap ends it, at twice as many any cut. */
const windowSize = 1000
/** A recording of so few packets is one timeline. */
const mostInOne = 4000

/**
 * Plans journeys in order of their first sightings, a window at a time; yields how much is done, 0 to 1. Null for a
 * recording of so few packets that one timeline holds them all, or without any sighting.
 */
export function* planTimeline(
  journeys: readonly Journey[],
  topology: Topology = emptyTopology,
): Generator<number, TimelinePlan | null> {
  const origin = earliest(journeys)
  if (origin === null || journeys.length <= mostInOne) return null
  const clockOffsets = estimateClockOffsets(journeys)
  const windows: TimelineWindow[] = []
  const starts = new Float64Array(journeys.length)
  const moments = new Float64Array(journeys.length)
  const verdicts: Verdict['kind'][] = []
  let startAt = 0
  for (let first = 0; first < journeys.length;) {
    const end = findCut(journeys, first)
    const { acts, duration } = buildTimeline(journeys.slice(first, end), { topology, clockOffsets, origin, startAt })
    for (const act of acts) {
      const index = verdicts.length
      starts[index] = startOf(act)
      moments[index] = Math.max(act.moments.find((moment) => moment !== null) ?? 0, moments[index - 1] ?? 0)
      verdicts.push(act.journey.verdict.kind)
    }
    const to = Math.max(startAt, duration)
    windows.push({ first, end, from: startAt, to })
    startAt = to + watchablePace.rest
    first = end
    yield end / journeys.length
  }
  const { length } = verdicts
  const duration = windows.at(-1)!.to
  return {
    origin,
    clockOffsets,
    windows,
    duration,
    starts: starts.slice(0, length),
    moments: moments.slice(0, length),
    verdicts,
  }
}

/** The timeline of one window, at the scene times that the plan gives it. */
export function openWindow(
  plan: TimelinePlan,
  journeys: readonly Journey[],
  index: number,
  topology: Topology = emptyTopology,
): Timeline {
  const { first, end, from } = plan.windows[index]!
  const { clockOffsets, origin } = plan
  return buildTimeline(journeys.slice(first, end), { topology, clockOffsets, origin, startAt: from })
}

/** Index of the window that is shown at `time`: the rest before a window belongs to the one before it. */
export function windowAt({ windows }: TimelinePlan, time: SceneTime): number {
  return Math.max(
    0,
    windows.findLastIndex(({ from }) => from <= time),
  )
}

/** Log time in nanoseconds since the origin at a scene time, in between two packets interpolated. */
export function plannedMomentAt({ starts, moments }: TimelinePlan, time: SceneTime): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (starts[middle]! <= time) low = middle + 1
    else high = middle
  }
  const [before, after] = [Math.max(0, low - 1), Math.min(low, starts.length - 1)]
  const span = starts[after]! - starts[before]!
  const share = span <= 0 ? 0 : Math.min(1, Math.max(0, (time - starts[before]!) / span))
  return moments[before]! + (moments[after]! - moments[before]!) * share
}

/** Where a window that begins at `first` ends: no packet before the cut is seen, or answered, after it. */
function findCut(journeys: readonly Journey[], first: number): number {
  const exchanges = new Set<number>()
  let latest: Sighting | null = null
  const most = Math.min(journeys.length, first + windowSize * 2)
  for (let index = first; index < most; index++) {
    const { sightings, exchange } = journeys[index]!
    const [start, last] = [sightings[0], sightings.at(-1)]
    const isApart = start === undefined || latest === null || nanosecondsBetween(latest, start) > 0
    if (index - first >= windowSize && isApart && !exchanges.has(exchange)) return index
    exchanges.add(exchange)
    if (last !== undefined && (latest === null || nanosecondsBetween(latest, last) > 0)) latest = last
  }
  return most
}
