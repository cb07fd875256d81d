import { expect, it } from 'vitest'
import { ipv4Frame, sightAt, tcp } from '../fixtures/article-frames'
import { trackJourneys } from '../scenes/article-journeys'
import { tcpSegmentName } from '../../src/renderer/parts/packet-kind'

const segment = (flags: number, payload = new Uint8Array()) => {
  const frame = ipv4Frame('02:42:ac:11:00:02', '02:42:ac:11:00:03', {
    source: '172.17.0.2',
    destination: '172.17.0.3',
    ttl: 64,
    ipId: 7,
    protocol: 6,
    body: tcp([50_000, 80], [1, 0], flags, payload),
  })
  return trackJourneys([sightAt('container1', 0, frame)])[0]!
}

it.each([
  [0x02, 'SYN'],
  [0x12, 'SYN-ACK'],
  [0x10, 'ACK'],
  [0x18, 'PSH'],
  [0x11, 'FIN'],
  [0x14, 'RST'],
  [0, null],
])('a TCP segment with flags %i is %s', (flags, name) => {
  expect(tcpSegmentName(segment(flags))).toBe(name)
})

it('one that only carries data is named for it', () => {
  expect(tcpSegmentName(segment(0x10, new Uint8Array(5)))).toBe('PSH')
})
