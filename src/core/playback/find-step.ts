import { countStarted, firstUnfinished, visibleFrom } from './acts-around'
import { pauseShare } from './positions-at'
import { startOf, type Act, type SceneTime, type Timeline } from './timeline'

/**
 * What to step by: a `hop` (arrival at an interface), a `transformation` (an error's birth, forwarded by a bridge, routed,
 * translated, an ARP address resolved, a bad end), or a `packet` (its departure).
 */
export type StepKind = 'hop' | 'transformation' | 'packet'

/** Where a step leads: a moment, and the journey to which it belongs. */
export interface Stop {
  readonly time: SceneTime
  readonly journey: number
}

/** Times closer than this are the same stop. */
const sameStop = 0.5

/** The next stop after `time` (or the last before it), null when there is none. */
export function findStep(timeline: Timeline, time: SceneTime, kind: StepKind, direction: 1 | -1): Stop | null {
  return direction === 1 ? nextStop(timeline, time + sameStop, kind) : previousStop(timeline, time - sameStop, kind)
}

function nextStop(timeline: Timeline, time: SceneTime, kind: StepKind): Stop | null {
  let best: Stop | null = null
  for (let index = firstUnfinished(timeline, time); index < timeline.acts.length; index++) {
    const act = timeline.acts[index]!
    if (best !== null && visibleFrom(act) > best.time) break
    for (const stop of stopsOf(act, kind)) {
      if (stop > time && (best === null || stop < best.time)) best = { time: stop, journey: act.journey.id }
    }
  }
  return best
}

function previousStop(timeline: Timeline, time: SceneTime, kind: StepKind): Stop | null {
  let best: Stop | null = null
  for (let index = countStarted(timeline, time) - 1; index >= 0; index--) {
    if (best !== null && timeline.latestEnds[index]! < best.time) break
    const act = timeline.acts[index]!
    for (const stop of stopsOf(act, kind)) {
      if (stop < time && (best === null || stop > best.time)) best = { time: stop, journey: act.journey.id }
    }
  }
  return best
}

function stopsOf(act: Act, kind: StepKind): readonly SceneTime[] {
  switch (kind) {
    case 'hop':
      return act.times
    case 'packet':
      return [startOf(act)]
    case 'transformation':
      return [...birthOf(act), ...act.stations.flatMap((_, index) => changeAt(act, index) ?? []), ...endOf(act)]
  }
}

function birthOf(act: Act): readonly SceneTime[] {
  const { kind } = act.journey
  return kind === 'time-exceeded' || kind === 'destination-unreachable' ? [startOf(act)] : []
}

/** When what was done to the packet on the leg to a station can be seen; null when nothing was. */
function changeAt(act: Act, index: number): SceneTime | null {
  const { rewrites, passage } = act.stations[index]!
  const arrival = act.times[index]!
  if (rewrites.length === 0) return passage === 'forwarded' || passage === 'routed' ? arrival : null
  const duration = Math.min(act.moves[index]!, arrival - act.times[index - 1]!)
  // Three quarters into the pause both the old and the new value can be read.
  return arrival - duration * (1 - ((1 - pauseShare(rewrites)) / 2 + pauseShare(rewrites) * 0.75))
}

function endOf(act: Act): readonly SceneTime[] {
  switch (act.journey.verdict.kind) {
    case 'lost':
    case 'rejected':
    case 'expired':
      return [act.settled]
    case 'answered':
    case 'delivered':
    case 'in-flight': {
      const isResolved = act.stations.at(-1)?.packet?.arpOperation === 2
      return isResolved ? [act.times.at(-1)!] : []
    }
  }
}
