import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  articlePoints,
  echoAlong,
  hopsFromInternet,
  hopsToInternet,
  pingPayload,
} from '../../../test/fixtures/article-frames'
import { articleTopology } from '../../../test/fixtures/article-topology'
import type { Sighting } from '../correlate/sighting'
import { decodePacket } from '../decode/decode-packet'
import { decodeUtf8 } from '../decode/utf8'
import { createJourneyTracker } from './create-journey-tracker'
import { formatJourneyLine } from './format-journey-line'
import type { Journey } from './journey'
import { JourneyLineWriter } from './journey-line-writer'

function linesOf(sightings: readonly Sighting[]): { written: string; formatted: string } {
  let written = ''
  let formatted = ''
  const writer = new JourneyLineWriter((line) => (written += decodeUtf8(line)))
  const onSettled = (journey: Journey): void => {
    writer.write(journey)
    formatted += `${formatJourneyLine(journey)}\n`
  }
  const tracker = createJourneyTracker({ topology: articleTopology, onSettled })
  for (const sighting of sightings) tracker.add(sighting)
  tracker.end()
  return { written, formatted }
}

const anyFrame = fc.uint8Array({ minLength: 0, maxLength: 120 })

/** Frames that get past the link header more often than random bytes do. */
const anyIpv4Frame = anyFrame.map((bytes) => {
  bytes.set([0x08, 0x00, 0x45].slice(0, Math.max(0, bytes.length - 12)), Math.min(12, bytes.length))
  if (bytes.length > 23) bytes[23] = [1, 6, 17, 58][bytes[23]! % 4]!
  return bytes
})

const anySighting = fc
  .tuple(fc.oneof(anyFrame, anyIpv4Frame), fc.constantFrom(...Object.values(articlePoints)), fc.nat(3e9))
  .map(([bytes, point, time]): Sighting => {
    const packet = decodePacket(bytes, 0, bytes.length, 1)
    return { point, frame: time, seconds: 1e9 + Math.floor(time / 1e9), nanoseconds: time % 1e9, packet, line: null }
  })

describe('the line writer', () => {
  it('writes the very lines that formatting gives, whatever the journeys', () => {
    const pings = [1, 2, 3, 400].flatMap((sequence) => {
      const echo = { id: 7, sequence, payload: pingPayload(sequence) }
      const at = sequence * 20_000
      return [
        ...echoAlong(hopsToInternet(at), { ...echo, type: 8, ipId: sequence * 99 }),
        ...(sequence === 3 ? [] : echoAlong(hopsFromInternet(at + 900), { ...echo, type: 0, ipId: sequence })),
      ]
    })
    const { written, formatted } = linesOf(pings)
    expect(written).toBe(formatted)
    const lines = written.trimEnd().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { sequence: number }).sequence)).toEqual([1, 1, 2, 2, 3, 400, 400])
  })

  it('never throws on hostile packets and always writes JSON', () => {
    fc.assert(
      fc.property(fc.array(anySighting, { maxLength: 40 }), (sightings) => {
        const { written, formatted } = linesOf(sightings)
        expect(written).toBe(formatted)
        for (const line of written.split('\n').slice(0, -1)) JSON.parse(line)
      }),
    )
  })

  it('counts hops from 1, as docs/journey-json.md promises', () => {
    const echo = { id: 7, sequence: 1, payload: pingPayload(1) }
    const { written } = linesOf(echoAlong(hopsToInternet(0), { ...echo, type: 8, ipId: 8246 }))
    const { sightings, rewrites } = JSON.parse(written) as { sightings: unknown[]; rewrites: unknown[] }
    expect(sightings[0]).toEqual({
      interface: 'eth0',
      machine: 'wsl:Ubuntu',
      namespace: 'container1',
      time: '1795448497.000000000',
      source: '172.17.0.2',
      destination: '8.8.8.8',
      ttl: 64,
      ipId: 8246,
      icmpId: 7,
    })
    expect(rewrites[0]).toEqual({
      after: 3,
      field: 'source',
      from: '172.17.0.2',
      to: '172.25.140.84',
      cause: { kind: 'masquerade', rule: '-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE' },
    })
  })
})
