import type { CapturePoint } from '../../core/correlate/sighting'
import { journeyFacts } from '../../core/filter/journey-facts'
import type { Journey } from '../../core/journey/journey'
import type { ClockEstimate } from '../../core/playback/estimate-clock-offsets'
import type { TimelinePlan } from '../../core/playback/plan-timeline'
import { noCounters, type KnownCounters } from '../../core/topology/counters'
import { emptyTopology, type Connection, type Topology } from '../../core/topology/topology'
import { JourneyHistory } from './journey-history'
import type { ClockOffset } from './list-hops'
import { mergePoints } from './merge-points'

/** A network and the packets seen in it, live or from a recording: what every panel shows. */
export interface Trace {
  readonly topology: Topology
  /** Capture points in order of index, without gaps only when the source numbered them so. */
  readonly points: readonly CapturePoint[]
  /** Mutable: compare `version`. */
  readonly history: JourneyHistory
  readonly version: number
  /** The journeys that made this version: new ones and changed ones. */
  readonly latest: readonly Journey[]
  /** Sentences about damage in the file it came from. */
  readonly warnings: readonly string[]
  /** Of a recording that is too long for one timeline; null for others. */
  readonly plan: TimelinePlan | null
  /** The machines' clocks as a recording's own packets tell them; empty while live, where the tracer measures them. */
  readonly clocks: Readonly<Record<string, ClockEstimate>>
  /** The same as Windows' clock against Linux's; null when it is not known how far that may be wrong. */
  readonly windowsClock: ClockOffset | null
  /** Every conntrack entry that was seen, the newest first. */
  readonly connections: readonly Connection[]
  /** What rules and interfaces have counted as it was read last; a recording has only what its map says. */
  readonly counters: KnownCounters
}

/** A trace without a packet. */
export function createTrace(topology: Topology = emptyTopology): Trace {
  return {
    topology,
    points: [],
    history: new JourneyHistory(),
    version: 0,
    latest: [],
    warnings: [],
    plan: null,
    clocks: {},
    windowsClock: null,
    connections: topology.connections ?? [],
    counters: noCounters,
  }
}

/** The same trace with more journeys: shares its history, so the older value shows them too. */
export function addToTrace(trace: Trace, points: readonly CapturePoint[], journeys: readonly Journey[]): Trace {
  for (const journey of journeys) {
    trace.history.put(journey)
    // Now, so that the first filter over a long history need not.
    journeyFacts(journey)
  }
  return {
    ...trace,
    points: mergePoints(trace.points, points),
    version: trace.version + 1,
    latest: journeys,
  }
}
