import type { Journey } from '../journey/journey'
import { emptyTopology, type Topology } from '../topology/topology'
import { estimateClockOffsets } from './estimate-clock-offsets'
import { listBranches } from './list-branches'
import { listStations } from './list-stations'
import { endingFor, pauseFor, watchablePace, type Pace } from './pace'
import { readMoments } from './read-moments'
import {
  emptyTimeline,
  timelineOf,
  type Act,
  type Branch,
  type SceneTime,
  type Station,
  type Timeline,
} from './timeline'

/** What a timeline is built with; everything has a default. */
export interface TimelineOptions {
  /** Tells routed hops from bridged ones; without it a hop within a namespace counts as routed. */
  readonly topology: Topology
  /** Machine id → nanoseconds that its clock is ahead of the others; a recording's is estimated when it is not given. */
  readonly clockOffsets: Readonly<Record<string, number>>
  readonly pace: Pace
}

/** What part of a longer play a timeline is. */
export interface PartOptions extends TimelineOptions {
  /** The log time that `moments` count from; the first sighting's when it is not given. */
  readonly origin: NonNullable<Timeline['origin']>
  /** The scene time at which the first of these journeys sets out, or the one that overlaps it. */
  readonly startAt: SceneTime
}

/** One journey on its way into the timeline. */
interface Part {
  readonly journey: Journey
  readonly stations: readonly Station[]
  readonly branches: readonly Branch[]
  readonly leg: SceneTime
  readonly moves: readonly SceneTime[]
  readonly moments: readonly (number | null)[]
  readonly times: SceneTime[]
}

/**
 * Places journeys on the event clock: every hop takes its share of scene time, whatever it took in the log, and what
 * came strictly earlier in the log is never shown later. Journeys that do not overlap in the log follow one another;
 * those that do run concurrently; an answer waits for its request.
 */
export function buildTimeline(journeys: readonly Journey[], options: Partial<PartOptions> = {}): Timeline {
  const pace = options.pace ?? watchablePace
  const origin = options.origin ?? earliest(journeys)
  if (origin === null) return emptyTimeline
  const clockOffsets = options.clockOffsets ?? estimateClockOffsets(journeys)
  const topology = options.topology ?? emptyTopology
  const parts: Part[] = []
  for (const journey of journeys) {
    const stations = listStations(journey, topology)
    if (stations.length === 0) continue
    const branches = listBranches(journey, stations, topology)
    const moments = readMoments(stations, origin, clockOffsets)
    const moves = movesOf(stations, pace)
    parts.push({ journey, stations, branches, leg: pace.hop, moves, moments, times: stations.map(() => 0) })
  }
  schedule(parts, pace, options.startAt ?? 0)
  const acts = parts.map((part): Act => {
    const settled = part.times.at(-1)!
    return { ...part, haste: 1, known: part.times[0]!, settled, end: settled + endingFor(part.journey.verdict, pace) }
  })
  return timelineOf(outliveQuotes(acts), origin, 0)
}

/** What an ICMP error quotes stays to be seen until the error is where it goes, so that the two can be told to belong. */
export function outliveQuotes(acts: readonly Act[]): readonly Act[] {
  const ends = new Map<number, SceneTime>()
  for (const { journey, settled } of acts) {
    if (journey.quotes !== null) ends.set(journey.quotes, Math.max(ends.get(journey.quotes) ?? 0, settled))
  }
  if (ends.size === 0) return acts
  return acts.map((act) => {
    const end = ends.get(act.journey.id) ?? 0
    return end > act.end ? { ...act, end } : act
  })
}

/** How long each station's leg takes to watch; 0 for the first station. */
export function movesOf(stations: readonly Station[], pace: Pace): SceneTime[] {
  return stations.map((station, index) => (index === 0 ? 0 : pace.hop + pauseFor(station.rewrites, pace)))
}

/** The log time of the first sighting, null when there is none. */
export function earliest(journeys: readonly Journey[]): Timeline['origin'] {
  let first: Timeline['origin'] = null
  for (const { sightings } of journeys) {
    const own = sightings[0]
    if (own === undefined) continue
    const isEarlier =
      first === null ||
      own.seconds < first.seconds ||
      (own.seconds === first.seconds && own.nanoseconds < first.nanoseconds)
    if (isEarlier) first = { seconds: own.seconds, nanoseconds: own.nanoseconds }
  }
  return first
}

/** Something seen in the log: one station of one part. */
interface Event {
  readonly part: number
  readonly station: number
  readonly moment: number
}

function schedule(parts: readonly Part[], pace: Pace, startAt: SceneTime): void {
  const events: Event[] = parts.flatMap(({ moments }, part) =>
    moments.flatMap((moment, station) => (moment === null ? [] : [{ part, station, moment }])),
  )
  events.sort((a, b) => a.moment - b.moment || a.part - b.part || a.station - b.station)
  const left = parts.map(({ moments }) => moments.filter((moment) => moment !== null).length)
  const lastStation = parts.map(() => -1)
  const exchangeEnds = new Map<number, SceneTime>()
  let floor = startAt // everything strictly earlier in the log has been shown by then
  let nextFloor = startAt
  let moment = -Infinity
  let onStage = 0
  let lastStart = -Infinity
  let lastEnd = -Infinity // whole journeys, their inferred last hops included

  for (const event of events) {
    if (event.moment > moment) {
      moment = event.moment
      floor = nextFloor
    }
    const part = parts[event.part]!
    const { times, moves, journey } = part
    const from = lastStation[event.part]!
    let time: SceneTime
    if (from < 0) {
      const lead = sum(moves, 1, event.station)
      const answered = exchangeEnds.get(journey.exchange)
      let start = onStage > 0 ? lastStart + pace.stagger / (1 + onStage / 8) : startAt
      if (answered !== undefined) start = Math.max(start, answered + pace.turnaround)
      else if (onStage === 0 && lastEnd >= 0) start = Math.max(start, lastEnd + pace.rest)
      time = Math.max(floor, start + lead)
      times[0] = time - lead
      lastStart = times[0]
      fill(part, 0, event.station)
      onStage++
    } else {
      time = Math.max(floor, times[from]! + sum(moves, from + 1, event.station))
      times[event.station] = time
      fillBack(part, from, event.station)
    }
    times[event.station] = time
    lastStation[event.part] = event.station
    nextFloor = Math.max(nextFloor, time)
    left[event.part]!--
    if (left[event.part] === 0) {
      onStage--
      fill(part, event.station, times.length - 1)
      const end = times.at(-1)!
      lastEnd = Math.max(lastEnd, end)
      exchangeEnds.set(journey.exchange, Math.max(exchangeEnds.get(journey.exchange) ?? 0, end))
    }
  }
}

function sum(moves: readonly SceneTime[], from: number, to: number): SceneTime {
  let total = 0
  for (let index = from; index <= to; index++) total += moves[index]!
  return total
}

/** Times of the stations after `from`, each as soon as it can be. */
function fill({ times, moves }: Part, from: number, to: number): void {
  for (let index = from + 1; index <= to; index++) times[index] = times[index - 1]! + moves[index]!
}

/** Times of the inferred stations between two seen ones, each as late as it can be. */
function fillBack({ times, moves }: Part, from: number, to: number): void {
  for (let index = to - 1; index > from; index--) times[index] = times[index + 1]! - moves[index + 1]!
}
