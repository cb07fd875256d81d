import { countStarted, firstUnfinished, visibleFrom } from './acts-around'
import { pauseShare } from './positions-at'
import { startOf, type Act, type SceneTime, type Timeline } from './timeline'

/** What to step by: a hop (arrival at an interface), a rewrite (routed or translated), or a packet's departure. */
export type StepKind = 'hop' | 'rewrite' | 'packet'

/** Times closer than this are the same stop. */
const sameStop = 0.5

/** The next stop after `time` (or the last before it), null when there is none. */
export function findStep(timeline: Timeline, time: SceneTime, kind: StepKind, direction: 1 | -1): SceneTime | null {
  return direction === 1 ? nextStop(timeline, time + sameStop, kind) : previousStop(timeline, time - sameStop, kind)
}

function nextStop(timeline: Timeline, time: SceneTime, kind: StepKind): SceneTime | null {
  let best = Infinity
  for (let index = firstUnfinished(timeline, time); index < timeline.acts.length; index++) {
    const act = timeline.acts[index]!
    if (visibleFrom(act) > best) break
    for (const stop of stopsOf(act, kind)) if (stop > time && stop < best) best = stop
  }
  return best === Infinity ? null : best
}

function previousStop(timeline: Timeline, time: SceneTime, kind: StepKind): SceneTime | null {
  let best = -Infinity
  for (let index = countStarted(timeline, time) - 1; index >= 0; index--) {
    if (timeline.latestEnds[index]! < best) break
    for (const stop of stopsOf(timeline.acts[index]!, kind)) if (stop < time && stop > best) best = stop
  }
  return best === -Infinity ? null : best
}

function stopsOf(act: Act, kind: StepKind): readonly SceneTime[] {
  switch (kind) {
    case 'hop':
      return act.times
    case 'packet':
      return [startOf(act)]
    case 'rewrite':
      return act.stations.flatMap(({ rewrites }, index) => {
        if (rewrites.length === 0) return []
        const arrival = act.times[index]!
        const duration = Math.min(act.moves[index]!, arrival - act.times[index - 1]!)
        // Three quarters into the pause both the old and the new value can be read.
        return [arrival - duration * (1 - ((1 - pauseShare(rewrites)) / 2 + pauseShare(rewrites) * 0.75))]
      })
  }
}
