import { nanosecondsBetween } from '../correlate/sighting'
import type { Journey } from '../journey/journey'

/**
 * How far ahead each machine's clock is, in nanoseconds, against the machine that the first journey set out from; read
 * from packets that cross between machines. Packets both ways pin it down to half of what the two crossings took; with
 * packets one way it is taken as it makes the fastest of them instantaneous, if that is needed at all.
 */
export function estimateClockOffsets(journeys: readonly Journey[]): Record<string, number> {
  const fastest = fastestCrossings(journeys)
  const first = journeys[0]?.sightings[0]?.point.machine
  const offsets: Record<string, number> = {}
  if (first === undefined || first === null) return offsets
  offsets[first] = 0
  const queue = [first]
  for (let from = queue.shift(); from !== undefined; from = queue.shift()) {
    for (const [to, there] of fastest.get(from) ?? []) {
      if (to in offsets) continue
      offsets[to] = offsets[from]! + difference(there, fastest.get(to)?.get(from))
      queue.push(to)
    }
    for (const [to, crossings] of fastest) {
      const back = crossings.get(from)
      if (to in offsets || back === undefined) continue
      offsets[to] = offsets[from]! - difference(back, undefined)
      queue.push(to)
    }
  }
  return offsets
}

/** No wire between two machines on one desk takes longer: a slower crossing is a difference of clocks. */
const longestCrossingNs = 1e9

function difference(there: number, back: number | undefined): number {
  if (back !== undefined) return (there - back) / 2
  return there < 0 || there > longestCrossingNs ? there : 0
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
