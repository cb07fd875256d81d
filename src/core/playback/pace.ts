import type { Rewrite, Verdict } from '../journey/journey'
import { assertNever } from './assert-never'
import type { SceneTime } from './timeline'

/** How long things take to watch, in scene milliseconds. */
export interface Pace {
  /** One hop along a wire, whatever it took in the log. */
  readonly hop: SceneTime
  /** Pause at a router, while TTL and MAC addresses change. */
  readonly routed: SceneTime
  /** Pause at a NAT, while an address changes. */
  readonly translated: SceneTime
  /** Between two exchanges that do not overlap. */
  readonly rest: SceneTime
  /** Between a request's arrival and its answer's departure. */
  readonly turnaround: SceneTime
  /** Between the departures of two journeys that overlap in the log. */
  readonly stagger: SceneTime
}

/** Slow enough to read an address while it changes. */
export const watchablePace: Pace = {
  hop: 650,
  routed: 250,
  translated: 1500,
  rest: 700,
  turnaround: 450,
  stagger: 180,
}

/** Brisk: a live ping every second should be home before the next one leaves. */
export const livePace: Pace = { hop: 160, routed: 40, translated: 560, rest: 0, turnaround: 60, stagger: 0 }

/** How long the pause for these rewrites is. */
export function pauseFor(rewrites: readonly Rewrite[], pace: Pace): SceneTime {
  if (rewrites.length === 0) return 0
  return rewrites.some((rewrite) => isTranslation(rewrite)) ? pace.translated : pace.routed
}

/** True for a change of what identifies the packet end to end, false for what every router changes. */
export function isTranslation(rewrite: Rewrite): boolean {
  return rewrite.field !== 'ttl' && rewrite.field !== 'sourceMac' && rewrite.field !== 'destinationMac'
}

/** How long the ending of a journey stays to be seen. */
export function endingFor(verdict: Verdict, pace: Pace): SceneTime {
  switch (verdict.kind) {
    case 'answered':
    case 'delivered':
    case 'in-flight':
      return pace.hop
    case 'lost':
    case 'rejected':
    case 'expired':
      return pace.hop * 3
    default:
      return assertNever(verdict)
  }
}
