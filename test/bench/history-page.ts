import type { JourneyMessage } from '../../src/contract/messages'
import type { Sighting } from '../../src/core/correlate/sighting'
import { mountScreen } from '../../src/renderer/mount-screen'
import { journeyMessage } from '../../src/tracer/journey-message'
import { sampleStatus } from '../contract/sample-events'
import { articlePoints, echoAlong, hopsFromInternet, hopsToInternet, pingPayload } from '../fixtures/article-frames'
import { articleTopology } from '../fixtures/article-topology'
import { createScriptedClient } from '../gallery/scripted-client'

declare global {
  /** Shows exchanges `from` to `to`, some each frame as a busy tracer would send them; resolves when all are in. */
  function feedExchanges(from: number, to: number): Promise<void>
}

const exchangesPerFrame = 100
/** Ten minutes of 200 packets a second, as the log's clock has them. */
const microsecondsPerExchange = 10_000

const client = createScriptedClient({
  hello: () => ({
    version: '0.1.0',
    host: 'linux',
    canCapture: true,
    wireshark: { isInstalled: false, installCommand: null },
  }),
  doctor: () => [],
  discover: () => articleTopology,
  recordings: () => [],
})
const root = document.createElement('div')
root.id = 'root'
document.body.append(root)
mountScreen(root, client)

const status = sampleStatus(0)
client.emit('status', status)

globalThis.feedExchanges = async (from, to) => {
  for (let next = from; next < to;) {
    await new Promise(requestAnimationFrame)
    const end = Math.min(to, next + exchangesPerFrame)
    const journeys: JourneyMessage[] = []
    for (; next < end; next++) journeys.push(...exchange(next))
    client.emit('journeys', { points: Object.values(articlePoints), journeys })
    for (const { index } of Object.values(articlePoints)) {
      const lines = journeys.flatMap(({ frames }) => frames.filter((frame) => frame.point === index))
      client.emit('lines', { point: index, lines: lines.map(({ line }) => line ?? ''), skipped: 0 })
    }
  }
}

/** A ping and its answer as the tracer sends them, seen at every interface; exchange `number` counts from 1. */
function exchange(number: number): readonly JourneyMessage[] {
  const at = number * microsecondsPerExchange
  const echo = { id: 16, sequence: number & 0xffff, payload: pingPayload(number), ipId: number & 0xffff }
  return [
    journey(number, 'echo-request', echoAlong(hopsToInternet(at), { ...echo, type: 8 })),
    journey(number, 'echo-reply', echoAlong(hopsFromInternet(at + 5000), { ...echo, type: 0 })),
  ]
}

function journey(number: number, kind: 'echo-request' | 'echo-reply', sightings: readonly Sighting[]): JourneyMessage {
  const line = `IP 172.17.0.2 > 8.8.8.8: ICMP echo, id 16, seq ${number & 0xffff}, length 64`
  return journeyMessage({
    id: number * 2 + (kind === 'echo-reply' ? 1 : 0),
    exchange: number,
    protocol: 'icmp',
    kind,
    sequence: number & 0xffff,
    sightings: sightings.map((sighting) => ({
      ...sighting,
      line: `${sighting.seconds}.${String(sighting.nanoseconds).padStart(9, '0')} ${line}`,
    })),
    inferred: [],
    rewrites: [],
    verdict: { kind: kind === 'echo-request' ? 'answered' : 'delivered' },
    match: { confidence: 'certain', evidence: ['ipId', 'sequence', 'payload'], reason: null, alternatives: [] },
    quotes: null,
    pieces: [],
    copies: [],
  })
}
