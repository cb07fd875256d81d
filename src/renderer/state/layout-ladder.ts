import { nanosecondsBetween, type CapturePoint, type Sighting } from '../../core/correlate/sighting'
import { interfaceOfPoint } from '../../core/playback/list-stations'
import type { Journey } from '../../core/journey/journey'

/** One column: an interface, by the first capture that was seen on it. */
export interface LadderColumn {
  readonly point: CapturePoint
}

/** One sighting's place: column and row, both from 0. */
export interface LadderDot {
  readonly journey: Journey
  readonly sighting: number
  readonly column: number
  readonly row: number
}

/** A packet's dots in path order. */
export interface LadderLine {
  readonly journey: Journey
  readonly dots: readonly LadderDot[]
}

/** A ladder diagram in units of columns and rows; every sighting has its own row, so none lies on another. */
export interface Ladder {
  readonly columns: readonly LadderColumn[]
  readonly lines: readonly LadderLine[]
  readonly rows: number
  /** Nanoseconds from each row to the one before it; 0 for the first. */
  readonly steps: readonly number[]
}

/** Places journeys: columns in the order in which packets pass them, rows by time and within one instant by path. */
export function layoutLadder(journeys: readonly Journey[]): Ladder {
  const columns = orderColumns(journeys)
  const columnOf = new Map(columns.map((column, index) => [interfaceOfPoint(column.point), index]))
  const all = journeys.flatMap((journey) =>
    journey.sightings.map((sighting, index) => ({ journey, sighting, index, at: pathTime(journey, index) })),
  )
  all.sort((a, b) => nanosecondsBetween(b.at, a.at) || a.journey.id - b.journey.id || a.index - b.index)
  const dots = new Map<Journey, LadderDot[]>(journeys.map((journey) => [journey, []]))
  all.forEach(({ journey, sighting, index }, row) => {
    dots.get(journey)!.push({ journey, sighting: index, column: columnOf.get(interfaceOfPoint(sighting.point))!, row })
  })
  const steps = all.map(({ at }, row) => (row === 0 ? 0 : nanosecondsBetween(all[row - 1]!.at, at)))
  return { columns, steps, rows: all.length, lines: journeys.map((journey) => ({ journey, dots: dots.get(journey)! })) }
}

// Clocks of two machines may disagree; path order is surer, so time never runs backwards along a path.
function pathTime(journey: Journey, index: number): Sighting {
  let latest = journey.sightings[0]!
  for (const sighting of journey.sightings.slice(1, index + 1)) {
    if (nanosecondsBetween(latest, sighting) > 0) latest = sighting
  }
  return latest
}

/** From the sender of the first request outward: each point as near as its mean position along the paths. */
function orderColumns(journeys: readonly Journey[]): LadderColumn[] {
  const seen = new Map<string, { sighting: Sighting; sum: number; count: number }>()
  const isAnswer = (journey: Journey) => journeys.some((j) => j.exchange === journey.exchange && j.id < journey.id)
  for (const journey of journeys) {
    const backwards = isAnswer(journey)
    journey.sightings.forEach((sighting, index) => {
      const position = backwards ? journey.sightings.length - 1 - index : index
      const known = seen.get(interfaceOfPoint(sighting.point)) ?? { sighting, sum: 0, count: 0 }
      seen.set(interfaceOfPoint(sighting.point), { sighting, sum: known.sum + position, count: known.count + 1 })
    })
  }
  return [...seen.values()]
    .sort((a, b) => a.sum / a.count - b.sum / b.count || a.sighting.point.index - b.sighting.point.index)
    .map(({ sighting }) => ({ point: sighting.point }))
}
