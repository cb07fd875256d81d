import { nanosecondsBetween } from '../../../core/correlate/sighting'
import { joinBlocks } from '../../../core/recording/join-blocks'
import { createPcapngWriter } from '../../../core/recording/pcapng-writer'
import type { Trace } from '../trace'

/** All frames of a trace as one pcapng file, in order of time, whatever files they came from. */
export function captureOf({ points, history }: Pick<Trace, 'points' | 'history'>): Uint8Array {
  const sightings = history.journeys
    .flatMap((journey) => [...journey.sightings, ...journey.pieces, ...journey.copies])
    .sort((a, b) => nanosecondsBetween(b, a) || a.frame - b.frame)
  const linkTypes = new Map(sightings.map(({ point, packet }) => [point.index, packet.linkType]))
  const blocks: Uint8Array[] = []
  const writer = createPcapngWriter((block) => void blocks.push(block))
  // An interface that saw nothing tells where a packet did not come.
  for (const point of points) writer.point(point, linkTypes.get(point.index) ?? 1)
  for (const sighting of sightings) writer.sighting(sighting)
  return joinBlocks(blocks)
}
