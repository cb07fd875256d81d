import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseTopology } from '../../src/contract/parse-topology'
import type { CapturePoint } from '../../src/core/correlate/sighting'
import { explainLoss } from '../../src/core/explain/explain-loss'
import { createJourneyTracker } from '../../src/core/journey/create-journey-tracker'
import type { Journey } from '../../src/core/journey/journey'
import { createPcapngReader } from '../../src/core/recording/pcapng-reader'
import { listRecordings, openRecording } from '../../src/tracer/recordings-folder'
import { addresses } from '../lab/addresses'

const resources = join(import.meta.dirname, '../../resources')

/** The journeys of a built-in recording as the screen would find them, and its bytes and topology. */
async function openJourneys(id: string) {
  const { capture, topology } = await openRecording(resources, id)
  const journeys: Journey[] = []
  const warnings: string[] = []
  const points: CapturePoint[] = []
  const tracker = createJourneyTracker({
    topology: parseTopology(topology),
    onSettled: (journey) => journeys.push(journey),
  })
  const reader = createPcapngReader({
    point: (point) => void points.push(point),
    sighting: (sighting) => tracker.add(sighting),
    warning: (sentence) => warnings.push(sentence),
  })
  reader.push(capture)
  reader.end()
  tracker.end()
  return { capture, topology, warnings, points, journeys: journeys.sort((a, b) => a.id - b.id) }
}

const pathOf = (journey: Journey): readonly string[] =>
  journey.sightings.map(({ point }) => point.interfaceName.replace(/^veth[0-9a-f]+$/, 'veth'))

const sourcesOf = (journey: Journey): readonly unknown[] =>
  journey.rewrites.filter(({ field }) => field === 'source').map(({ from, to, cause }) => [from, to, cause.kind])

const ids = ['bridge', 'internet', 'names', 'published-port', 'traceroute', 'why-dropped', 'why-mtu']

describe('the built-in recordings', () => {
  it('are listed in the order of the lesson, with a title in each language', async () => {
    const recordings = await listRecordings(resources)
    expect(recordings.map(({ id }) => id)).toEqual(ids)
    for (const { title } of recordings) expect([title.en, title.ja]).toEqual([expect.any(String), expect.any(String)])
  })

  it.each(ids)('%s is whole, and says nothing of the machine it was made on', async (id) => {
    const { capture, topology, warnings } = await openJourneys(id)
    expect(warnings).toEqual([])
    expect(topology?.gaps).toEqual([])
    expect(capture.length).toBeLessThan(100_000)
    const text = Buffer.from(capture).toString('latin1') + JSON.stringify(topology)
    expect(text).not.toMatch(/\/(?:home|root|work|tmp|run|var)\//)
  })

  it.each([
    ['why-dropped', 'filter-drop', 'certain', /^-A DOCKER-USER .* -j DROP$/],
    ['why-mtu', 'mtu', 'certain', /^1400$/],
  ] as const)('%s shows why its packets did not arrive', async (id, kind, likelihood, value) => {
    const { journeys, topology, points } = await openJourneys(id)
    const captured = new Set(points.flatMap((point) => point.interface ?? []))
    const context = { topology: parseTopology(topology), captured, related: journeys, earlier: null }
    const requests = journeys.filter((journey) => journey.kind === 'echo-request')
    expect(requests.length).toBeGreaterThan(0)
    for (const request of requests) {
      const [first] = explainLoss(request, context)
      expect(first).toMatchObject({ kind, likelihood })
      expect(first!.evidence.flatMap(({ values }) => Object.values(values))).toContainEqual(
        expect.stringMatching(value),
      )
    }
  })

  it('bridge shows ARP and four requests that nothing rewrites', async () => {
    const { journeys } = await openJourneys('bridge')
    const requests = journeys.filter(({ kind }) => kind === 'echo-request')
    expect(journeys[0]?.protocol).toBe('arp')
    expect(requests).toHaveLength(4)
    for (const request of requests) {
      expect(pathOf(request)).toEqual(['eth0', 'veth', 'docker0', 'veth', 'eth0'])
      expect(request.rewrites).toEqual([])
      expect(request.verdict).toEqual({ kind: 'answered' })
    }
  })

  it('internet shows both masquerades, and the reply the way back', async () => {
    const { journeys } = await openJourneys('internet')
    const way = ['eth0', 'veth', 'docker0', 'eth0', 'vEthernet (WSL)', 'Wi-Fi']
    const requests = journeys.filter(({ kind }) => kind === 'echo-request')
    const replies = journeys.filter(({ kind }) => kind === 'echo-reply')
    expect([requests.length, replies.length, journeys.length]).toEqual([5, 5, 10])
    for (const request of requests) {
      expect(pathOf(request)).toEqual(way)
      expect(sourcesOf(request)).toEqual([
        [addresses.container1, addresses.wsl, 'masquerade'],
        [addresses.wsl, addresses.wifi, 'masquerade'],
      ])
    }
    for (const reply of replies) {
      expect(pathOf(reply)).toEqual(way.toReversed())
      expect(reply.verdict).toEqual({ kind: 'delivered' })
    }
  })

  it('names shows questions and answers of DNS through both masquerades', async () => {
    const { journeys } = await openJourneys('names')
    const questions = journeys.filter(({ sightings }) => sightings[0]?.packet.destinationPort === 53)
    expect([questions.length, journeys.length]).toEqual([2, 4])
    for (const question of questions) {
      expect(question.verdict).toEqual({ kind: 'answered' })
      expect(sourcesOf(question)).toEqual([
        [addresses.container1, addresses.wsl, 'masquerade'],
        [addresses.wsl, addresses.wifi, 'masquerade'],
      ])
    }
  })

  it('published-port shows where DNAT sends a handshake, and what the bridge floods before it has learned', async () => {
    const { journeys } = await openJourneys('published-port')
    const segments = journeys.filter(({ kind }) => kind === 'tcp')
    const [syn, synAck] = segments as [Journey, Journey]
    expect([syn, synAck].map(({ sightings }) => sightings[0]?.packet.tcpFlags)).toEqual([0x02, 0x12])
    expect(pathOf(syn)).toEqual(['vEthernet (WSL)', 'eth0', 'docker0', 'veth', 'eth0'])
    expect(syn.rewrites.filter(({ cause }) => cause.kind === 'dnat')).toMatchObject([
      {
        field: 'destination',
        from: addresses.wsl,
        to: '172.17.0.4',
        cause: { rule: expect.stringContaining('--dport 8080') as string },
      },
      { field: 'destinationPort', from: 8080, to: 80 },
    ])
    expect(pathOf(synAck)).toEqual(pathOf(syn).toReversed())
    expect(synAck.rewrites.find(({ field }) => field === 'source')).toMatchObject({ to: addresses.wsl })
    // The server's segments that answer none which waits are translated back all the same.
    const causes = segments.map(
      ({ rewrites }) => new Set(rewrites.map(({ cause }) => cause.kind).filter((kind) => kind !== 'routed')),
    )
    expect(causes.every((each) => each.size === 1 && (each.has('dnat') || each.has('reverse')))).toBe(true)
    // Two copies for each other container, of the first frame whose MAC address was not learned.
    expect(journeys.some(({ copies }) => copies.length === 4)).toBe(true)
  })

  it('traceroute shows a probe expire at each router and the last one answered', async () => {
    const { journeys } = await openJourneys('traceroute')
    const probes = journeys.filter(({ kind }) => kind === 'echo-request')
    const { docker0, vEthernet, gateway, provider } = addresses
    expect(probes.map(({ verdict }) => verdict)).toEqual([
      ...[docker0, vEthernet, gateway, provider].map((at) => ({ kind: 'expired', at })),
      { kind: 'answered' },
    ])
    const errors = journeys.filter(({ kind }) => kind === 'time-exceeded')
    expect(errors.map(({ quotes }) => quotes)).toEqual(probes.slice(0, 4).map(({ id }) => id))
  })
})
