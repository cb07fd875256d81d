import type { Sighting } from '../../core/correlate/sighting'
import type { Feeds } from './feeds'
import { hexLinesOf } from './hex-lines'
import { lineOf } from './packet-line'
import type { Trace } from './trace'

/** Fills the captures' terminals with the lines of a recording, in order of frame. */
export function writeRecordedLines(trace: Trace, feeds: Feeds): void {
  const byPoint = new Map<number, Sighting[]>()
  for (const journey of trace.history.journeys) {
    for (const sighting of [...journey.sightings, ...journey.pieces, ...journey.copies]) {
      const sightings = byPoint.get(sighting.point.index)
      if (sightings) sightings.push(sighting)
      else byPoint.set(sighting.point.index, [sighting])
    }
  }
  for (const [point, sightings] of byPoint) {
    sightings.sort((a, b) => a.frame - b.frame)
    const feed = feeds.capture(point)
    for (const sighting of sightings) {
      feed.push([lineOf(sighting), ...hexLinesOf(sighting), ''].join('\r\n'))
    }
  }
}
