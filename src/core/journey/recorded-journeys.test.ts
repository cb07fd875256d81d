import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collectCapture } from '../../../test/fixtures/collect-capture'
import { createPcapngReader } from '../recording/pcapng-reader'
import type { Topology } from '../topology/topology'
import { createJourneyTracker } from './create-journey-tracker'
import type { Journey } from './journey'

const folder = join(import.meta.dirname, '../../../test/fixtures/captures')
const topology = JSON.parse(readFileSync(join(folder, 'topology.json'), 'utf8')) as Topology

function journeysOf(name: string): Journey[] {
  const journeys: Journey[] = []
  const tracker = createJourneyTracker({ topology, onSettled: (journey) => journeys.push(journey) })
  for (const sighting of collectCapture(createPcapngReader, readFileSync(join(folder, name))).sightings)
    tracker.add(sighting)
  tracker.end()
  return journeys
}

const pathOf = ({ sightings }: Journey): string[] =>
  sightings.map(({ point }) => (point.interface ?? '').replace(/veth[0-9a-f]{7}$/, 'veth'))

const changesOf = ({ rewrites }: Journey, ...fields: readonly string[]): string[] =>
  rewrites
    .filter(({ field }) => fields.includes(field))
    .map(({ field, from, to, cause }) => `${field} ${from} → ${to}: ${cause.kind}`)

const outward = [
  'wsl:Ubuntu/container1/eth0',
  'wsl:Ubuntu/host/veth',
  'wsl:Ubuntu/host/docker0',
  'wsl:Ubuntu/host/eth0',
  'windows/host/vEthernet (WSL)',
  'windows/host/Wi-Fi',
]

describe('journeys in captures that tcpdump made in the lab', () => {
  test('every ping goes the article’s way, with its two masquerades, and its reply the way back', () => {
    const journeys = journeysOf('ping.pcapng')
    expect(journeys.map(({ kind, sequence, verdict }) => [kind, sequence, verdict.kind])).toEqual([
      ['echo-request', 1, 'answered'],
      ['echo-reply', 1, 'delivered'],
      ['echo-request', 2, 'answered'],
      ['echo-reply', 2, 'delivered'],
      ['echo-request', 3, 'answered'],
      ['echo-reply', 3, 'delivered'],
    ])
    for (const journey of journeys) {
      const isRequest = journey.kind === 'echo-request'
      expect(pathOf(journey)).toEqual(isRequest ? outward : outward.toReversed())
      expect(changesOf(journey, 'source', 'destination')).toEqual(
        isRequest
          ? ['source 172.17.0.2 → 172.25.140.84: masquerade', 'source 172.25.140.84 → 172.22.1.30: masquerade']
          : ['destination 172.22.1.30 → 172.25.140.84: reverse', 'destination 172.25.140.84 → 172.17.0.2: reverse'],
      )
      expect(changesOf(journey, 'ttl')).toHaveLength(2)
      expect(journey.match.confidence).toBe('certain')
    }
  })

  test('containers reach each other through the bridge, unchanged', () => {
    const [request] = journeysOf('bridge.pcapng')
    expect(pathOf(request!)).toEqual([
      'wsl:Ubuntu/container1/eth0',
      'wsl:Ubuntu/host/veth',
      'wsl:Ubuntu/host/docker0',
      'wsl:Ubuntu/host/veth',
      'wsl:Ubuntu/container2/eth0',
    ])
    expect(request?.rewrites).toEqual([])
  })

  test('two containers with one ICMP id are told apart, and the second gets a fresh one', () => {
    const requests = journeysOf('collision.pcapng').filter(({ kind }) => kind === 'echo-request')
    expect(requests).toHaveLength(4)
    const ids = requests.map((journey) => [
      journey.sightings[0]?.packet.source,
      changesOf(journey, 'icmpId').length > 0,
    ])
    const byContainer = (source: string) =>
      ids.filter(([from]) => from === source).map(([, isRewritten]) => isRewritten)
    expect([byContainer('172.17.0.2'), byContainer('172.17.0.3')].toSorted()).toEqual([
      [false, false],
      [true, true],
    ])
    for (const { sightings, verdict } of requests) {
      expect(sightings).toHaveLength(6)
      expect(verdict.kind).toBe('answered')
    }
  })

  test('fragments are one journey, whole again on docker0', () => {
    const journeys = journeysOf('fragments.pcapng')
    expect(journeys.map(({ kind, verdict }) => [kind, verdict.kind])).toEqual([
      ['echo-request', 'answered'],
      ['echo-reply', 'delivered'],
      ['echo-request', 'answered'],
      ['echo-reply', 'delivered'],
    ])
    for (const journey of journeys)
      expect(pathOf(journey)).toEqual(journey.kind === 'echo-request' ? outward : outward.toReversed())
  })

  test('a probe that expires says where', () => {
    const [request, error] = journeysOf('expiring.pcapng')
    expect(request).toMatchObject({ kind: 'echo-request', verdict: { kind: 'expired', at: '172.25.128.1' } })
    expect(error).toMatchObject({ kind: 'time-exceeded', quotes: request?.id, verdict: { kind: 'delivered' } })
  })

  test('a traceroute shows every router', () => {
    const probes = journeysOf('traceroute.pcapng').filter(({ kind }) => kind === 'udp')
    const ends = probes.map(({ verdict }) => (verdict.kind === 'expired' ? verdict.at : verdict.kind))
    expect(ends.slice(0, 4)).toEqual(['172.17.0.1', '172.25.128.1', '172.22.0.1', '100.64.0.2'])
  })
})
