import { expect, it } from 'vitest'
import { articlePoints, icmpEcho, ipv4Frame, macsAt, pingPayload, sightAt } from '../../../test/fixtures/article-frames'
import type { Sighting } from '../../core/correlate/sighting'
import { createCaptureHistory } from './capture-history'

function sighting(ordinal: number): Sighting {
  const [source, destination] = ['172.17.0.2', '8.8.8.8']
  const body = icmpEcho(8, 7, ordinal & 0xffff, pingPayload(ordinal, 1000))
  const ends = { source, destination, ttl: 64, ipId: ordinal & 0xffff, protocol: 1, body }
  return sightAt('container1', ordinal, ipv4Frame(...macsAt('container1', source, destination), ends), ordinal)
}

it('gives back what it was given, decoded again', () => {
  const history = createCaptureHistory()
  expect(history.isEmpty()).toBe(true)
  history.add(sighting(1))
  const [kept] = [...history.sightings()]
  expect(kept).toMatchObject({
    point: articlePoints.container1,
    frame: 1,
    packet: { sequence: 1, source: '172.17.0.2' },
  })
  expect(history.droppedFrames()).toBe(0)
})

it('lets the oldest frames go when it is full, and counts them', () => {
  const history = createCaptureHistory(2 << 20)
  const added = 4000
  for (let ordinal = 0; ordinal < added; ordinal++) history.add(sighting(ordinal))
  const kept = [...history.sightings()].map(({ frame }) => frame)
  expect(history.droppedFrames()).toBeGreaterThan(0)
  expect(kept.length + history.droppedFrames()).toBe(added)
  expect(kept.at(-1)).toBe(added - 1)
  expect(kept[0]).toBe(history.droppedFrames())
})
