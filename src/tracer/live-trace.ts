import { createJourneyTracker } from '../core/journey/create-journey-tracker'
import type { CapturePoint, Sighting } from '../core/correlate/sighting'
import type { Journey } from '../core/journey/journey'
import type { InterfaceId, Topology } from '../core/topology/topology'
import type { CaptureStatus, Problem } from '../contract/messages'
import { createCaptureSet } from './capture/capture-set'
import type { MachineAccess } from './machines/machine-access'
import type { TakenLines } from './capture/line-tail'
import { renumberJourney } from './renumber-journey'

/** One run of captures, from start to stop: sightings in, journeys out. */
export interface LiveTrace {
  points(): readonly CapturePoint[]
  captures(): readonly CaptureStatus[]
  /** Follows the network: starts and stops captures as interfaces come and go; resolves when the new ones listen. */
  follow(topology: Topology): Promise<void>
  /** Takes frames whose text has stopped growing; true while more output is expected to complete. */
  flush(): boolean
  /** Lets journeys gone silent settle although no frame arrives. */
  advance(): void
  /** Journeys that are new or changed since the last call. */
  takeChanged(): readonly Journey[]
  /** tcpdump's own lines since the last call, by capture. */
  takeLines(): readonly (TakenLines & { readonly point: number })[]
  /** Asks every capture for its counters. */
  requestCounters(): void
  /** Ends the captures, reads their last output and settles every journey. */
  stop(): Promise<void>
  /** The highest journey number so far. */
  lastJourney(): number
}

/** What a live trace tells the session. */
export interface LiveTraceListener {
  /** A capture listens, whether or not a frame ever comes. */
  listening(point: CapturePoint, linkType: number): void
  /** A frame, before it is correlated; called for each of tens of thousands a second. */
  sighting(sighting: Sighting): void
  settled(journey: Journey): void
  /** The status of a capture changed. */
  changed(): void
  /** A running capture ended by itself: the network may look different now. */
  vanished(): void
  /** There is something to flush or to send. */
  awake(): void
  problem(problem: Problem): void
}

/** Creates a trace without captures; `follow` starts them. */
export function createLiveTrace(options: {
  readonly access: (machine: string) => MachineAccess | undefined
  readonly topology: Topology
  readonly wanted: readonly InterfaceId[] | null
  readonly filter: string
  readonly firstPoint: number
  /** Number of the last journey of the trace before. */
  readonly lastJourney: number
  readonly listener: LiveTraceListener
  readonly now: () => number
}): LiveTrace {
  const { listener, now } = options
  let newest = { seconds: 0, nanoseconds: 0 }
  let newestAt = now()
  let lastJourney = options.lastJourney

  const renumber = (journey: Journey): Journey => {
    const renumbered = renumberJourney(journey, options.lastJourney)
    lastJourney = Math.max(lastJourney, renumbered.id)
    return renumbered
  }
  const tracker = createJourneyTracker({
    topology: options.topology,
    isLive: true,
    onSettled: (journey) => listener.settled(renumber(journey)),
  })
  const captures = createCaptureSet({
    access: options.access,
    wanted: options.wanted,
    filter: options.filter,
    firstIndex: options.firstPoint,
    now,
    listener: {
      listening: (point, linkType) => listener.listening(point, linkType),
      sighting: (sighting) => {
        const { seconds, nanoseconds } = sighting
        if (seconds > newest.seconds || (seconds === newest.seconds && nanoseconds > newest.nanoseconds)) {
          newest = { seconds, nanoseconds }
          newestAt = now()
        }
        listener.sighting(sighting)
        tracker.add(sighting)
      },
      changed: () => listener.changed(),
      awake: () => listener.awake(),
      problem: (problem) => listener.problem(problem),
      vanished: () => listener.vanished(),
    },
  })

  return {
    points: () => captures.points(),
    captures: () => captures.statuses(),
    follow: (topology) => {
      tracker.setTopology(topology)
      return captures.follow(topology)
    },
    flush: () => {
      let isGrowing = false
      for (const capture of captures.active()) isGrowing = capture.flushAfterSilence(now()) || isGrowing
      return isGrowing
    },
    advance: () => {
      if (newest.seconds === 0) return
      // Capture time, not this computer's: the frames' clock may be hours off.
      const nanoseconds = newest.nanoseconds + (now() - newestAt) * 1e6
      tracker.advance(newest.seconds + Math.floor(nanoseconds / 1e9), Math.floor(nanoseconds % 1e9))
    },
    takeChanged: () => tracker.takeChanged().map(renumber),
    takeLines: () => captures.takeLines(),
    requestCounters: () => {
      for (const capture of captures.active()) capture.requestCounters()
    },
    stop: async () => {
      await captures.stop()
      tracker.end()
    },
    lastJourney: () => lastJourney,
  }
}
