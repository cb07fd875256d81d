import type { Sighting } from '../../src/core/correlate/sighting'
import type { Journey } from '../../src/core/journey/journey'
import { createPcapngReader } from '../../src/core/recording/pcapng-reader'
import type { Topology } from '../../src/core/topology/topology'
import { trackJourneys } from './article-journeys'

/** A recording as the screen sees it: its map and its packets. */
export interface DecodedRecording {
  readonly topology: Topology
  readonly sightings: readonly Sighting[]
  readonly journeys: readonly Journey[]
}

/** Reads a recording from its files' contents; throws when the capture is damaged. */
export function decodeRecording(topologyText: string, capture: Uint8Array): DecodedRecording {
  const topology = JSON.parse(topologyText) as Topology
  const sightings: Sighting[] = []
  const reader = createPcapngReader({
    point: () => undefined,
    sighting: (sighting) => sightings.push(sighting),
    warning: (sentence) => {
      throw new Error(sentence)
    },
  })
  reader.push(capture)
  reader.end()
  return { topology, sightings, journeys: trackJourneys(sightings, topology) }
}
