import type { Journey } from '../journey/journey'
import { endingFor, type Pace } from './pace'
import type { Act, SceneTime } from './timeline'

/** A packet that is still in flight stays to be seen until the verdict comes, at most this long. */
const inFlightStay: SceneTime = 15_000

/** The new state of a journey, laid out but not placed in time. */
export type RevisedPart = Pick<Act, 'journey' | 'stations' | 'branches' | 'moments' | 'moves'>

/**
 * An act after more is known of its journey. What was shown before `now` keeps its time, also the leg under way;
 * stations found in between share the time that was spent there; new ones follow from `now` on.
 */
export function reviseAct(act: Act, part: RevisedPart, now: SceneTime, pace: Pace): Act {
  const kept = keepPlayed(act, part, now)
  const times: (SceneTime | null)[] = kept.map((old) => (old === null ? null : act.times[old]!))
  const moves = part.moves.map((move, index) => {
    const old = kept[index]
    return old === null || old === undefined ? move * act.haste : act.moves[old]!
  })
  let last = times.findLastIndex((time) => time !== null)
  if (last < 0) {
    times[0] = Math.max(now, act.times[0]!)
    last = 0
  }
  spread(times, last)
  let time = last === times.length - 1 ? times[last]! : Math.max(now, times[last]!)
  for (let index = last + 1; index < times.length; index++) {
    time += moves[index]!
    times[index] = time
  }
  const common = { ...part, moves, leg: act.leg, haste: act.haste, times: times as SceneTime[], known: act.known }
  const isSame = act.journey.verdict.kind === part.journey.verdict.kind && act.times.at(-1) === time
  if (isSame) return { ...common, settled: act.settled, end: act.end }
  const settled = Math.max(time, act.end <= now && isQuiet(part.journey) ? act.settled : now)
  return { ...common, settled, end: endOf(settled, part.journey, pace) }
}

/** When the ending that begins at `settled` has faded; a packet in flight stays until its verdict comes. */
export function endOf(settled: SceneTime, journey: Journey, pace: Pace): SceneTime {
  return settled + (journey.verdict.kind === 'in-flight' ? inFlightStay : endingFor(journey.verdict, pace))
}

/** Nobody needs to be shown again that a packet which had left the stage was well. */
function isQuiet(journey: Journey): boolean {
  return journey.verdict.kind === 'answered' || journey.verdict.kind === 'delivered'
}

/** For each new station the old one whose time it keeps, null when it has to be placed anew. */
function keepPlayed(act: Act, part: RevisedPart, now: SceneTime): (number | null)[] {
  let next = 0
  let lastKept = -1
  return part.stations.map((station, index) => {
    const old = act.stations.findIndex((each, at) => at >= next && each.interface === station.interface)
    if (old < 0) return null
    next = old + 1
    const isPlayed = act.times[old]! <= now
    const isUnderWay = old > 0 && act.times[old - 1]! <= now && lastKept === index - 1
    if (!isPlayed && !isUnderWay) return null
    lastKept = index
    return old
  })
}

/** Gives stations without a time, up to `last`, an even share between their neighbours. */
function spread(times: (SceneTime | null)[], last: number): void {
  for (let index = 0; index <= last; index++) {
    if (times[index] !== null) continue
    const after = times.findIndex((time, at) => at > index && time !== null)
    const end = times[after]!
    const start = index === 0 ? end : times[index - 1]!
    times[index] = start + (end - start) / (after - index + 1)
  }
}
