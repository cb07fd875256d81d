import { nanosecondsBetween } from '../correlate/sighting'
import type { Journey } from '../journey/journey'
import { emptyTopology } from '../topology/topology'
import { actsAt } from './acts-around'
import { movesOf, outliveQuotes, type TimelineOptions } from './build-timeline'
import { listBranches } from './list-branches'
import { listStations } from './list-stations'
import { livePace, type Pace } from './pace'
import { readMoments } from './read-moments'
import { endOf, reviseAct } from './revise-act'
import { startOf, timelineOf, type Act, type SceneTime, type Timeline } from './timeline'

/** What a live timeline is extended with; everything has a default. */
export interface LiveOptions extends TimelineOptions {
  /** No journey ends later than this after its arrival: legs shrink to catch up. */
  readonly longestLag: SceneTime
  /** How many acts are kept; older ones that have ended are forgotten and counted. On stage are at most twice as many. */
  readonly historyLimit: number
  /** Somebody looks at the scene from here on: what ends later is kept, up to eight times the limit. */
  readonly keepFrom: SceneTime
}

/** So many acts on stage at once make new ones twice as fast, twice as many three times as fast. */
const crowd = 60

/**
 * Adds journeys that arrive at `now` of a live scene; those with a known id replace their earlier state. Each is
 * visible from `now` on and sets out at once, only an answer waits for its request's arrival. Nothing moves that was
 * shown before `now`.
 */
export function appendJourneys(
  timeline: Timeline,
  journeys: readonly Journey[],
  now: SceneTime,
  options: Partial<LiveOptions> = {},
): Timeline {
  if (journeys.length === 0) return timeline
  const acts = [...timeline.acts]
  const origin = timeline.origin ?? originOf(journeys)
  if (origin === null) return timeline
  const pace = options.pace ?? livePace
  const topology = options.topology ?? emptyTopology
  const indexById = new Map(acts.map((act, index) => [act.journey.id, index]))
  const byExchange = groupByExchange(acts)
  let onStage = actsAt(timeline, now).length

  for (const journey of journeys) {
    const stations = listStations(journey, topology)
    if (stations.length === 0) continue
    const branches = listBranches(journey, stations, topology)
    const moments = readMoments(stations, origin, options.clockOffsets ?? {})
    const moves = movesOf(stations, pace)
    const index = indexById.get(journey.id)
    const known = index === undefined ? undefined : acts[index]
    if (index !== undefined && known !== undefined) {
      const revised = reviseAct(known, { journey, stations, branches, moments, moves }, now, pace)
      acts[index] = revised
      const siblings = byExchange.get(journey.exchange)
      siblings?.splice(siblings.indexOf(known), 1, revised)
      continue
    }
    const latest = now + (options.longestLag ?? 8000)
    const departure = Math.min(departureOf(journey, byExchange.get(journey.exchange) ?? [], now, pace), latest)
    const total = moves.reduce((sum, move) => sum + move, 0)
    const haste = Math.min(1 / (1 + onStage / crowd), total === 0 ? 1 : (latest - departure) / total)
    const act = liveAct(
      {
        journey,
        stations,
        branches,
        moments,
        moves: moves.map((move) => move * haste),
        leg: pace.hop * haste,
        haste,
      },
      departure,
      now,
      pace,
    )
    onStage++
    indexById.set(journey.id, acts.length)
    acts.push(act)
    addTo(byExchange, act)
  }
  const kept = forget(acts, Math.min(now, options.keepFrom ?? now), options.historyLimit ?? 4000, now)
  return timelineOf(outliveNewQuotes(kept, journeys), origin, timeline.forgotten + acts.length - kept.length)
}

function groupByExchange(acts: readonly Act[]): Map<number, Act[]> {
  const groups = new Map<number, Act[]>()
  for (const act of acts) addTo(groups, act)
  return groups
}

function addTo(groups: Map<number, Act[]>, act: Act): void {
  const group = groups.get(act.journey.exchange)
  if (group === undefined) groups.set(act.journey.exchange, [act])
  else group.push(act)
}

function originOf(journeys: readonly Journey[]): Timeline['origin'] {
  const first = journeys.find(({ sightings }) => sightings.length > 0)?.sightings[0]
  return first === undefined ? null : { seconds: first.seconds, nanoseconds: first.nanoseconds }
}

/** An answer sets out when what it answers has arrived; everything else at once. */
function departureOf(journey: Journey, siblings: readonly Act[], now: SceneTime, pace: Pace): SceneTime {
  const first = journey.sightings[0]
  let departure = now
  for (const act of siblings) {
    const last = act.journey.sightings.at(-1)
    const isEarlier =
      act.journey.id === journey.quotes ||
      (first !== undefined && last !== undefined && nanosecondsBetween(last, first) >= 0)
    if (isEarlier) departure = Math.max(departure, act.times.at(-1)! + pace.turnaround)
  }
  return departure
}

function liveAct(
  part: Pick<Act, 'journey' | 'stations' | 'branches' | 'moments' | 'moves' | 'leg' | 'haste'>,
  departure: SceneTime,
  now: SceneTime,
  pace: Pace,
): Act {
  let time = departure
  const times = part.moves.map((move) => (time += move))
  return { ...part, times, known: now, settled: time, end: endOf(time, part.journey, pace) }
}

/** Going through all acts costs, and most batches hold no error. */
function outliveNewQuotes(acts: readonly Act[], journeys: readonly Journey[]): readonly Act[] {
  return journeys.some(({ quotes }) => quotes !== null) ? outliveQuotes(acts) : acts
}

/** Drops the oldest acts that ended before `from`, so that `limit` remain, and never keeps many times as many. */
function forget(acts: readonly Act[], from: SceneTime, limit: number, now: SceneTime): readonly Act[] {
  let excess = acts.length - limit
  if (excess <= 0) return acts
  const oldestFirst = [...acts].sort((a, b) => startOf(a) - startOf(b))
  const kept = oldestFirst.filter((act) => act.end > from || excess-- <= 0)
  // A flood of packets whose fate is open would otherwise fill the memory.
  return kept.slice(Math.max(0, kept.length - limit * (from < now ? 8 : 2)))
}
