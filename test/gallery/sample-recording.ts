import type { RecordingContent } from '../../src/contract/messages'
import type { Sighting } from '../../src/core/correlate/sighting'
import { createPcapngWriter } from '../../src/core/recording/pcapng-writer'
import {
  articlePoints,
  echoAlong,
  hopsFromInternet,
  hopsToInternet,
  icmpError,
  ipv4Bytes,
  ipv4Frame,
  icmpEcho,
  macsAt,
  pingPayload,
  sightAt,
} from '../fixtures/article-frames'
import { articleTopology } from '../fixtures/article-topology'

const secondInMicroseconds = 1_000_000

/** A container's pings to the internet as frames: some answered, one lost after vEthernet, one with its TTL expired. */
export function sampleSightings(count = 5): Sighting[] {
  const sightings: Sighting[] = []
  for (let sequence = 1; sequence <= count; sequence++) {
    const at = (sequence - 1) * secondInMicroseconds
    const payload = pingPayload(sequence)
    const echo = { id: 29910, sequence, payload }
    const hops = hopsToInternet(at)
    if (sequence % 5 === 3) {
      sightings.push(...echoAlong(hops.slice(0, 5), { ...echo, type: 8, ipId: 8245 + sequence }))
      continue
    }
    if (sequence % 5 === 4) {
      sightings.push(...expiredProbe(at, sequence))
      continue
    }
    sightings.push(...echoAlong(hops, { ...echo, type: 8, ipId: 8245 + sequence }))
    sightings.push(...echoAlong(hopsFromInternet(at + 16_000), { ...echo, type: 0, ipId: 70 + sequence }))
  }
  return sightings.toSorted((a, b) => a.seconds - b.seconds || a.nanoseconds - b.nanoseconds)
}

/** A probe with TTL 1 that docker0 answers with time exceeded. */
function expiredProbe(at: number, sequence: number): Sighting[] {
  const probe = {
    source: '172.17.0.2',
    destination: '8.8.8.8',
    ttl: 1,
    ipId: 8245 + sequence,
    protocol: 1,
    body: icmpEcho(8, 29911, sequence, pingPayload(sequence)),
  }
  const error = {
    source: '172.17.0.1',
    destination: '172.17.0.2',
    ttl: 64,
    ipId: 500 + sequence,
    protocol: 1,
    body: icmpError(11, 0, ipv4Bytes(probe)),
  }
  return [
    ...(['container1', 'veth1', 'docker0'] as const).map((point, index) =>
      sightAt(point, at + index * 7, ipv4Frame(...macsAt(point, probe.source, probe.destination), probe)),
    ),
    ...(['docker0', 'veth1', 'container1'] as const).map((point, index) =>
      sightAt(point, at + 40 + index * 7, ipv4Frame(...macsAt(point, error.source, error.destination), error)),
    ),
  ]
}

/** The same as a file, as `openRecording` would bring it. */
export function sampleRecording(count?: number): RecordingContent {
  const blocks: Uint8Array[] = []
  const writer = createPcapngWriter((block) => void blocks.push(block))
  for (const point of Object.values(articlePoints)) writer.point(point, 1)
  for (const sighting of sampleSightings(count)) writer.sighting(sighting)
  const capture = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 0))
  let offset = 0
  for (const block of blocks) {
    capture.set(block, offset)
    offset += block.length
  }
  return { name: 'sample', capture, topology: articleTopology }
}
