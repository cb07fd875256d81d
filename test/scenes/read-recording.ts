import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Sighting } from '../../src/core/correlate/sighting'
import type { Journey } from '../../src/core/journey/journey'
import { createPcapngReader } from '../../src/core/recording/pcapng-reader'
import type { Topology } from '../../src/core/topology/topology'
import { trackJourneys } from './article-journeys'

/** A built-in recording as the screen sees it. */
export function readRecording(id: string): { readonly topology: Topology; readonly journeys: readonly Journey[] } {
  const folder = path.resolve('resources/recordings', id)
  const topology = JSON.parse(readFileSync(path.join(folder, 'topology.json'), 'utf8')) as Topology
  const sightings: Sighting[] = []
  const reader = createPcapngReader({
    point: () => undefined,
    sighting: (sighting) => sightings.push(sighting),
    warning: (sentence) => {
      throw new Error(sentence)
    },
  })
  reader.push(readFileSync(path.join(folder, 'recording.pcapng')))
  reader.end()
  return { topology, journeys: trackJourneys(sightings, topology) }
}
