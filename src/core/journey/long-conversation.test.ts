import { expect, it } from 'vitest'
import { icmpEcho, ipv4Frame, pingPayload, sightAt, tcp, udp } from '../../../test/fixtures/article-frames'
import type { Sighting } from '../correlate/sighting'
import { emptyTopology } from '../topology/topology'
import { createJourneyTracker } from './create-journey-tracker'
import type { Journey } from './journey'

const ends = ['172.17.0.2', '172.17.0.3'] as const

function sight(
  at: number,
  back: boolean,
  ipId: number,
  protocol: number,
  body: Uint8Array,
  fragmentOffset = 0,
): Sighting {
  const [source, destination] = back ? [ends[1], ends[0]] : ends
  const spec = { source, destination, ttl: 64, ipId, protocol, body, fragmentOffset }
  return sightAt('docker0', at, ipv4Frame('02:00:00:00:00:01', '02:00:00:00:00:02', spec))
}

function track(isLive: boolean) {
  const settled: Journey[] = []
  const onSettled = (journey: Journey): void => void settled.push(journey)
  return { settled, tracker: createJourneyTracker({ topology: emptyTopology, isLive, onSettled }) }
}

it.each([true, false])('follows a conversation of any length (live: %s)', (isLive) => {
  const { settled, tracker } = track(isLive)
  const packets = 30_000
  for (let i = 0; i < packets; i++) {
    const back = i % 2 === 1
    tracker.add(
      sight(i * 500_000, back, i + 1, 17, back ? udp(53, 5000, pingPayload(i)) : udp(5000, 53, pingPayload(i))),
    )
    if (i % 100 === 0) tracker.takeChanged()
  }
  tracker.end()
  expect(settled).toHaveLength(packets)
  expect(settled.slice(0, -1).every(({ verdict }) => verdict.kind === 'answered')).toBe(true)
})

it('sees each of a thousand quick segments answered', () => {
  const { settled, tracker } = track(false)
  for (let i = 0; i < 1000; i++) {
    const payload = pingPayload(i, 64)
    tracker.add(sight(i * 20, false, i * 2 + 1, 6, tcp([5000, 80], [1 + i * 64, 9], 0x18, payload)))
    tracker.add(sight(i * 20 + 10, true, i * 2 + 2, 6, tcp([80, 5000], [9, 65 + i * 64], 0x10, new Uint8Array(0))))
  }
  tracker.end()
  const data = settled.filter(({ sightings }) => sightings[0]!.packet.payloadLength > 0)
  expect(data.filter(({ verdict }) => verdict.kind === 'answered')).toHaveLength(1000)
})

it('is not held up by fragments that never end', () => {
  const { settled, tracker } = track(true)
  const first = { source: ends[0], destination: ends[1], ttl: 64, ipId: 4242, protocol: 1, moreFragments: true }
  const body = icmpEcho(8, 1, 1, new Uint8Array(1472))
  tracker.add(sightAt('docker0', 0, ipv4Frame('02:00:00:00:00:01', '02:00:00:00:00:02', { ...first, body })))
  for (let second = 1; second <= 300; second++) {
    tracker.add(sight(second * 1e6, false, 4242, 1, new Uint8Array(64), 1480))
    tracker.add(sight(second * 1e6 + 1, false, second, 1, icmpEcho(8, 2, second, pingPayload(second))))
  }
  expect(settled.length).toBeGreaterThan(250)
})
