import type { Sighting } from '../correlate/sighting'
import type { Packet } from '../decode/packet'
import type { Journey, Rewrite } from '../journey/journey'
import type { InterfaceId } from '../topology/topology'

/**
 * Scene time: milliseconds of playback at speed 1. It has nothing to do with the log's clock, in which a whole journey
 * may last a few microseconds; `trueTimeAt` maps back.
 */
export type SceneTime = number

/**
 * How a packet came to a station: `sent` there, over a `wire`, `forwarded` by a bridge, or `routed` by a namespace's IP
 * stack.
 */
export type Passage = 'sent' | 'wire' | 'forwarded' | 'routed'

/** One interface that a journey passes: seen by a capture, or inferred from the topology. */
export interface Station {
  readonly interface: InterfaceId
  /** The interface's own name, as a label: `eth0`. */
  readonly name: string
  /** What the capture saw here, null when the hop is inferred. */
  readonly sighting: Sighting | null
  /** The packet as it is once it stands here, borrowed from the nearest sighting when the hop is inferred. */
  readonly packet: Packet | null
  /** Header changes on the leg that leads here. */
  readonly rewrites: readonly Rewrite[]
  readonly passage: Passage
  /** In how many frames the packet was seen here: more than 1 for fragments and pieces of a segment. */
  readonly frames: number
}

/** A way that flooded copies took. */
export interface Branch {
  /** Index of the station that it leaves. */
  readonly from: number
  /** Interfaces in order, that of the station first. */
  readonly way: readonly InterfaceId[]
}

/** One journey's part in the play: when it stands at each of its stations. */
export interface Act {
  readonly journey: Journey
  readonly stations: readonly Station[]
  /** When it stands at each station; never decreasing. */
  readonly times: readonly SceneTime[]
  /** How long the leg that leads to each station moves (0 for the first); a longer gap is spent waiting before it. */
  readonly moves: readonly SceneTime[]
  readonly branches: readonly Branch[]
  /** How long copies take for one leg of a branch. */
  readonly leg: SceneTime
  /** What its legs' lengths were multiplied by: below 1 when it had to hurry. */
  readonly haste: number
  /** Log time at each station in nanoseconds since the timeline's origin, null where nothing was seen. */
  readonly moments: readonly (number | null)[]
  /** It is known, and may be shown waiting at its first station, from here on. */
  readonly known: SceneTime
  /** Its ending begins: with the arrival at its last station, or later when the verdict came late. */
  readonly settled: SceneTime
  /** Its ending has faded. */
  readonly end: SceneTime
}

/** Every journey's part, in order of their starts. Built by `buildTimeline`, extended by `appendJourneys`. */
export interface Timeline {
  readonly acts: readonly Act[]
  /** For each act the latest end among it and those before it, to find in little time who is on stage. */
  readonly latestEnds: readonly SceneTime[]
  readonly duration: SceneTime
  /** The log time that `moments` count from, null while there are no acts. */
  readonly origin: { readonly seconds: number; readonly nanoseconds: number } | null
  /** Acts that were dropped because the history is bounded. */
  readonly forgotten: number
}

/** A timeline without acts. */
export const emptyTimeline: Timeline = { acts: [], latestEnds: [], duration: 0, origin: null, forgotten: 0 }

/** When an act's token sets out from its first station. */
export function startOf(act: Act): SceneTime {
  return act.times[0] ?? act.known
}

/** A timeline of these acts, sorted by their starts. */
export function timelineOf(acts: readonly Act[], origin: Timeline['origin'], forgotten: number): Timeline {
  const sorted = [...acts].sort((a, b) => Math.min(startOf(a), a.known) - Math.min(startOf(b), b.known))
  const latestEnds: SceneTime[] = []
  let latest = 0
  for (const act of sorted) {
    latest = Math.max(latest, act.end)
    latestEnds.push(latest)
  }
  return { acts: sorted, latestEnds, duration: latest, origin, forgotten }
}
