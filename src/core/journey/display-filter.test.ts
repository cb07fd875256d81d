import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collectCapture } from '../../../test/fixtures/collect-capture'
import { sampleFrames } from '../../../test/fixtures/sample-frames'
import { sightSamples } from '../../../test/fixtures/sample-sightings'
import { describeWith, runToolOn } from '../../../test/oracle/describe-with'
import type { Sighting } from '../correlate/sighting'
import { createPcapngReader } from '../recording/pcapng-reader'
import { createPcapngWriter } from '../recording/pcapng-writer'
import { emptyTopology, type Topology } from '../topology/topology'
import { createJourneyTracker } from './create-journey-tracker'
import { displayFilter } from './display-filter'
import type { Journey } from './journey'

const root = join(import.meta.dirname, '../../..')
const fixtures = join(root, 'test/fixtures/captures')
const recordings = join(root, 'resources/recordings')

const captures = [
  ...readdirSync(fixtures)
    .filter((name) => name.endsWith('.pcapng'))
    .map((name) => ({ name, file: join(fixtures, name), map: join(fixtures, 'topology.json') })),
  ...readdirSync(recordings).map((name) => ({
    name,
    file: join(recordings, name, 'recording.pcapng'),
    map: join(recordings, name, 'topology.json'),
  })),
]

function track(sightings: readonly Sighting[], topology: Topology): Journey[] {
  const journeys: Journey[] = []
  const tracker = createJourneyTracker({ topology, onSettled: (journey) => journeys.push(journey) })
  for (const sighting of sightings) tracker.add(sighting)
  tracker.end()
  return journeys
}

function open({ file, map }: (typeof captures)[number]): { readonly bytes: Buffer; readonly journeys: Journey[] } {
  const bytes = readFileSync(file)
  const topology = JSON.parse(readFileSync(map, 'utf8')) as Topology
  return { bytes, journeys: track(collectCapture(createPcapngReader, bytes).sightings, topology) }
}

/** The frame numbers that tshark selects. */
function select(capture: Uint8Array, filter: string): number[] {
  const listed = runToolOn(capture, 'tshark', (path) => [
    '-n',
    '-r',
    path,
    '-Y',
    filter,
    '-T',
    'fields',
    '-e',
    'frame.number',
  ])
  return listed.toString().split('\n').filter(Boolean).map(Number)
}

const framesOf = ({ sightings, pieces }: Journey): number[] =>
  [...sightings, ...pieces].map(({ frame }) => frame + 1).sort((a, b) => a - b)

/** Every kind and shape of journey of a capture once: tshark takes a moment for each. */
function oneOfEach(journeys: readonly Journey[]): readonly Journey[] {
  const shapes = journeys.map(
    (journey) => [`${journey.kind} ${journey.sightings.length} ${journey.pieces.length}`, journey] as const,
  )
  return [...new Map(shapes).values()]
}

describe('the display filter of a journey', () => {
  const { journeys } = open(captures.find(({ name }) => name === 'ping.pcapng')!)
  const request = journeys[0]!

  test('names what NAT leaves alone once and what it changes as alternatives', () => {
    const { packet } = request.sightings[0]!
    expect(displayFilter(request, journeys)).toBe(
      [
        `icmp.type == 8 && icmp.code == 0 && icmp.seq == 1 && icmp.ident == ${packet.icmpId}`,
        `ip.id == 0x${packet.ipId.toString(16).padStart(4, '0')} && ip.dst == 8.8.8.8`,
        '!(icmp.type == 3 || icmp.type == 4 || icmp.type == 5 || icmp.type == 11 || icmp.type == 12)',
        '((ip.src == 172.17.0.2) || (ip.src == 172.25.140.84) || (ip.src == 172.22.1.30))',
      ].join(' && '),
    )
  })

  test('tells a packet from one with the same headers by its time', () => {
    const twin = { ...request, id: 99 }
    expect(displayFilter(request, [request])).not.toContain('frame.time_epoch')
    expect(displayFilter(request, [request, twin])).toContain('frame.time_epoch >= ')
  })
})

describeWith(['tshark'], 'in tshark, the display filter', () => {
  test.each(captures)('selects exactly the frames of a journey in $name', (capture) => {
    const { bytes, journeys } = open(capture)
    for (const journey of oneOfEach(journeys)) {
      const filter = displayFilter(journey, journeys)
      expect([filter, select(bytes, filter)]).toEqual([filter, framesOf(journey)])
    }
  })

  test('selects exactly the frames of a journey among packets of every protocol', () => {
    const blocks: Uint8Array[] = []
    const writer = createPcapngWriter((block) => blocks.push(block))
    const sightings = sightSamples(sampleFrames)
    for (const sighting of sightings) writer.sighting(sighting)
    const bytes = Buffer.concat(blocks)
    const journeys = track(sightings, emptyTopology)
    for (const journey of oneOfEach(journeys)) {
      const filter = displayFilter(journey, journeys)
      expect([filter, select(bytes, filter)]).toEqual([filter, framesOf(journey)])
    }
  })
})
