import { nanosecondsBetween } from '../correlate/sighting'
import type { Journey } from '../journey/journey'

/** How far ahead a machine's clock is, and by how much that may be wrong; null when only packets one way tell. */
export interface ClockEstimate {
  readonly offset: number
  readonly error: number | null
}

/**
 * How far ahead each machine's clock is, in nanoseconds, against the machine that the first journey set out from; read
 * from packets that cross between machines. Packets both ways pin it down to half of what the two crossings took; with
 * packets one way it is taken as it makes the fastest of them instantaneous, if that is needed at all.
 */
export function estimateClocks(journeys: readonly Journey[]): Record<string, ClockEstimate> {
  const fastest = fastestCrossings(journeys)
  const first = journeys[0]?.sightings[0]?.point.machine
  const clocks: Record<string, ClockEstimate> = {}
  if (first === undefined || first === null) return clocks
  clocks[first] = { offset: 0, error: 0 }
  const queue = [first]
  for (let from = queue.shift(); from !== undefined; from = queue.shift()) {
    const known = clocks[from]!
    for (const [to, there] of fastest.get(from) ?? []) {
      if (to in clocks) continue
      clocks[to] = behind(known, there, fastest.get(to)?.get(from))
      queue.push(to)
    }
    for (const [to, crossings] of fastest) {
      const back = crossings.get(from)
      if (to in clocks || back === undefined) continue
      clocks[to] = { offset: known.offset - oneWay(back), error: null }
      queue.push(to)
    }
  }
  return clocks
}

/** The same without the errors. */
export function estimateClockOffsets(journeys: readonly Journey[]): Record<string, number> {
  return Object.fromEntries(Object.entries(estimateClocks(journeys)).map(([machine, { offset }]) => [machine, offset]))
}

/** No wire between two machines on one desk takes longer: a slower crossing is a difference of clocks. */
const longestCrossingNs = 1e9

function behind(known: ClockEstimate, there: number, back: number | undefined): ClockEstimate {
  if (back === undefined) return { offset: known.offset + oneWay(there), error: null }
  const error = known.error === null ? null : known.error + Math.max(0, there + back) / 2
  return { offset: known.offset + (there - back) / 2, error }
}

function oneWay(crossing: number): number {
  return crossing < 0 || crossing > longestCrossingNs ? crossing : 0
}

function fastestCrossings(journeys: readonly Journey[]): Map<string, Map<string, number>> {
  const fastest = new Map<string, Map<string, number>>()
  for (const { sightings } of journeys) {
    for (let index = 1; index < sightings.length; index++) {
      const [before, after] = [sightings[index - 1]!, sightings[index]!]
      const [from, to] = [before.point.machine, after.point.machine]
      if (from === to || from === null || to === null) continue
      let crossings = fastest.get(from)
      if (crossings === undefined) fastest.set(from, (crossings = new Map<string, number>()))
      crossings.set(to, Math.min(crossings.get(to) ?? Infinity, nanosecondsBetween(before, after)))
    }
  }
  return fastest
}
