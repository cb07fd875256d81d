import type { Journey, Rewrite, Verdict } from '../journey/journey'
import { actsAt } from './acts-around'
import { headerValues, type HeaderValues } from './header-values'
import { isTranslation } from './pace'
import type { Act, SceneTime, Station, Timeline } from './timeline'

/** Header changes under way between two stations. */
export interface RewriteInProgress {
  readonly rewrites: readonly Rewrite[]
  /** 0 when the packet reaches the place of change, 1 when the new values stand. */
  readonly progress: number
  /** 0 until `progress` is 1, then up to 1 while the packet travels on. */
  readonly afterglow: number
}

/**
 * Where one packet is and what it carries. `waiting`: it stands at `from`, for its departure or for what came first;
 * `moving`: between `from` and `to`; `rewriting`: it stands half way, at the place where its header changes;
 * `ending`: it stands at its last station.
 */
export interface TokenPosition {
  readonly journey: Journey
  readonly phase: 'waiting' | 'moving' | 'rewriting' | 'ending'
  readonly from: Station
  readonly to: Station
  /** All stations of the journey, and the index of `from` among them. */
  readonly stations: readonly Station[]
  readonly at: number
  /** 0 at `from`, 1 at `to`, 0.5 at the place of change when the leg has rewrites. */
  readonly progress: number
  /** The values that the packet carries now; null when no capture saw any. */
  readonly header: HeaderValues | null
  readonly rewrite: RewriteInProgress | null
  /** How many frames it is made of here: fragments of a datagram, or pieces of a segment; else 1. */
  readonly frames: number
  /** True while the packet is where no capture saw it: draw it dashed. */
  readonly isInferred: boolean
  readonly ending: { readonly verdict: Verdict; readonly progress: number } | null
}

/** What is where at one moment: the same for a given timeline and time, however the time was reached. */
export function positionsAt(timeline: Timeline, time: SceneTime): TokenPosition[] {
  return actsAt(timeline, time).map((act) => positionOf(act, time))
}

/** Where one act's packet is while it is on stage. */
export function positionOf(act: Act, time: SceneTime): TokenPosition {
  const { stations, times } = act
  const last = stations.length - 1
  const at = stationAt(times, time)
  if (at < 0) return standing(act, 0, 'waiting', null)
  if (at === last) {
    if (time < act.settled) return standing(act, last, 'waiting', null)
    const progress = Math.min(1, (time - act.settled) / (act.end - act.settled))
    return standing(act, last, 'ending', { verdict: act.journey.verdict, progress })
  }
  const arrival = times[at + 1]!
  const duration = Math.min(act.moves[at + 1]!, arrival - times[at]!)
  const fraction = duration <= 0 ? 1 : 1 - (arrival - time) / duration
  if (fraction < 0) return standing(act, at, 'waiting', null)
  return travelling(act, at, fraction)
}

/** Index of the last station reached, -1 before the first. */
function stationAt(times: readonly SceneTime[], time: SceneTime): number {
  let at = times.length - 1
  while (at >= 0 && times[at]! > time) at--
  return at
}

function standing(act: Act, at: number, phase: 'waiting' | 'ending', ending: TokenPosition['ending']): TokenPosition {
  const station = act.stations[at]!
  return {
    journey: act.journey,
    phase,
    from: station,
    to: station,
    stations: act.stations,
    at,
    progress: 0,
    header: station.packet && headerValues(station.packet),
    rewrite: null,
    frames: station.frames,
    isInferred: station.sighting === null,
    ending,
  }
}

/** What share of a leg's time the packet stands at the place of change. */
export function pauseShare(rewrites: readonly Rewrite[]): number {
  if (rewrites.length === 0) return 0
  return rewrites.some(isTranslation) ? 0.66 : 0.28
}

function travelling(act: Act, at: number, fraction: number): TokenPosition {
  const from = act.stations[at]!
  const to = act.stations[at + 1]!
  const pause = pauseShare(to.rewrites)
  const before = (1 - pause) / 2
  const isPausing = pause > 0 && fraction > before && fraction < before + pause
  const progress = pause === 0 ? fraction : isPausing ? 0.5 : travelled(fraction, before, pause)
  const isChanged = pause === 0 ? fraction >= 1 : fraction >= before + pause / 2
  const packet = isChanged || from.packet === null ? to.packet : from.packet
  return {
    journey: act.journey,
    phase: isPausing ? 'rewriting' : 'moving',
    from,
    to,
    stations: act.stations,
    at,
    progress,
    header: packet && headerValues(packet),
    rewrite:
      pause === 0
        ? null
        : {
            rewrites: to.rewrites,
            progress: Math.min(1, Math.max(0, (fraction - before) / pause)),
            afterglow: Math.max(0, (fraction - before - pause) / before),
          },
    frames: (progress < 0.5 ? from : to).frames,
    isInferred: from.sighting === null || to.sighting === null,
    ending: null,
  }
}

function travelled(fraction: number, before: number, pause: number): number {
  return fraction <= before ? (0.5 * fraction) / before : 0.5 + (0.5 * (fraction - before - pause)) / before
}
