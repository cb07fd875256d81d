import { expect, it } from 'vitest'
import { icmpEcho, ipv4Frame, sightAt, tcp } from '../../../test/fixtures/article-frames'
import { Correlator } from './correlator'
import { PacketGroup } from './packet-group'
import type { Sighting } from './sighting'

const ends = { source: '172.17.0.2', destination: '172.17.0.3', ttl: 64 }

function sight(
  microseconds: number,
  spec: { protocol: number; ipId: number; body: Uint8Array; more?: boolean; at?: number },
): Sighting {
  const { protocol, ipId, body, more = false, at = 0 } = spec
  const packet = { ...ends, protocol, ipId, body, moreFragments: more, fragmentOffset: at }
  return sightAt('docker0', microseconds, ipv4Frame('02:00:00:00:00:01', '02:00:00:00:00:02', packet))
}

const open = (): Correlator<PacketGroup> => new Correlator((...group) => new PacketGroup(...group))
const rest = new Uint8Array(64)
const first = icmpEcho(8, 1, 1, new Uint8Array(1472))

it('takes in a fragment that overtook its first, and not one of a datagram long before', () => {
  const correlator = open()
  expect(correlator.add(sight(0, { protocol: 1, ipId: 7, body: rest, at: 1480 }))).toBeNull()
  const late = correlator.add(sight(60e6, { protocol: 1, ipId: 7, body: first, more: true }))
  expect(late?.pieces).toBeNull()
  expect(correlator.add(sight(61e6, { protocol: 1, ipId: 8, body: rest, at: 1480 }))).toBeNull()
  const next = correlator.add(sight(61e6 + 5, { protocol: 1, ipId: 8, body: first, more: true }))
  expect(next?.pieces).toHaveLength(1)
})

it('holds a bounded number of fragments whose first never comes, the newest ones', () => {
  const correlator = open()
  for (let ipId = 1; ipId <= 20_000; ipId++) {
    correlator.add(sight(ipId, { protocol: 1, ipId, body: rest, at: 1480 }))
  }
  const old = correlator.add(sight(20_001, { protocol: 1, ipId: 1, body: first, more: true }))
  expect(old?.pieces).toBeNull()
  const young = correlator.add(sight(20_002, { protocol: 1, ipId: 20_000, body: first, more: true }))
  expect(young?.pieces).toHaveLength(1)
})

it('compares a segment with a bounded number of others of a one-way stream', () => {
  const correlator = open()
  const segments = 20_000
  let comparisons = 0
  for (let i = 0; i < segments; i++) {
    const body = tcp([5000, 80], [1 + i * 64, 9], 0x10, new Uint8Array(64).fill(i))
    const group = correlator.add(sight(i, { protocol: 6, ipId: (i % 65_000) + 1, body }))!
    // Each comparison with a segment that is remembered asks for its first sighting.
    const { first: sighting } = group
    Object.defineProperty(group, 'first', { get: () => (comparisons++, sighting) })
  }
  expect(comparisons).toBeLessThanOrEqual(segments * 65)
})
