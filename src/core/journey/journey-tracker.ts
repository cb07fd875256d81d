import type { Sighting } from '../correlate/sighting'
import type { Topology } from '../topology/topology'
import type { Journey } from './journey'

/** Turns a stream of sightings into journeys; the one way from frames to what people see, live and from files. */
export interface JourneyTracker {
  /** Takes one sighting; sightings of one capture point come in order, those of different points in any. */
  add(sighting: Sighting): void
  /** The map changed; open journeys are judged by the new one. */
  setTopology(topology: Topology): void
  /** Says how late it is in capture time, so that journeys gone silent settle although no frame arrives. */
  advance(seconds: number, nanoseconds: number): void
  /** The input ended: every open journey settles. */
  end(): void
  /** Snapshots of the journeys that are new or changed since the last call, in order of id; `[]` unless `isLive`. */
  takeChanged(): readonly Journey[]
}

/** What a tracker is made with. */
export interface JourneyTrackerOptions {
  readonly topology: Topology
  /** Called once per journey when its verdict is final, in order of id. */
  readonly onSettled: (journey: Journey) => void
  /** Keep track of changes for `takeChanged`. */
  readonly isLive?: boolean
  /** Capture time without a new sighting after which a journey settles; default 10 s. */
  readonly settleAfterNanoseconds?: number
}
