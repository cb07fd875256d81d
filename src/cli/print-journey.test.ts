import { describe, expect, it } from 'vitest'
import { articlePoints, ipv4Frame } from '../../test/fixtures/article-frames'
import type { CapturePoint, Sighting } from '../core/correlate/sighting'
import { decodePacket } from '../core/decode/decode-packet'
import type { Journey, Verdict } from '../core/journey/journey'
import { formatJourney } from './print-journey'

const echo = new Uint8Array([8, 0, 0, 0, 0x74, 0xd6, 0, 1])

function sighting(point: CapturePoint, nanoseconds: number, source: string, ttl: number): Sighting {
  const spec = { source, destination: '8.8.8.8', ttl, ipId: 8246, protocol: 1, body: echo }
  const bytes = ipv4Frame('02:42:ac:11:00:02', '02:42:ac:11:00:01', spec)
  const packet = decodePacket(bytes, 0, bytes.length, 1)
  return { point, frame: 0, seconds: 1_795_448_497, nanoseconds, packet, line: null }
}

const { container1, docker0, eth0 } = articlePoints
const journey: Journey = {
  id: 7,
  exchange: 7,
  protocol: 'icmp',
  kind: 'echo-request',
  sequence: 1,
  sightings: [
    sighting(container1, 1000, '172.17.0.2', 64),
    sighting(docker0, 1000, '172.17.0.2', 64),
    sighting(eth0, 42_500, '172.25.140.84', 63),
  ],
  inferred: [{ after: 2, interface: 'windows/host/Wi-Fi' }],
  rewrites: [
    { after: 1, field: 'source', from: '172.17.0.2', to: '172.25.140.84', cause: { kind: 'masquerade', rule: null } },
    { after: 1, field: 'ttl', from: 64, to: 63, cause: { kind: 'routed' } },
  ],
  verdict: { kind: 'lost', after: 'eth0' },
  match: { confidence: 'high', evidence: ['ipId'], reason: 'The payload is the same in all.', alternatives: [] },
  quotes: null,
  pieces: [],
  copies: [],
}

describe('formatJourney', () => {
  it('tells the way hop by hop, with rewrites, what is inferred, and doubt', () => {
    expect(formatJourney(journey)).toMatchInlineSnapshot(`
      "7  echo request  172.17.0.2 → 8.8.8.8  seq 1  exchange 7  lost after eth0
          eth0 (container1, wsl:Ubuntu)               172.17.0.2 → 8.8.8.8  ttl 64  id 8246
          docker0 (wsl:Ubuntu)          same instant
          eth0 (wsl:Ubuntu)                 +41.5 µs  172.25.140.84 → 8.8.8.8  ttl 63  id 8246
              ↳ source 172.17.0.2 → 172.25.140.84  MASQUERADE (deduced from the addresses)
              ↳ ttl 64 → 63  routed
          ┆ windows/host/Wi-Fi (inferred, not captured)
          match high: The payload is the same in all.

      "
    `)
  })

  it.each<[Verdict, string]>([
    [{ kind: 'answered' }, 'answered'],
    [{ kind: 'delivered' }, 'delivered'],
    [{ kind: 'in-flight' }, 'still in flight'],
    [{ kind: 'rejected', by: '172.17.0.1' }, 'rejected by 172.17.0.1'],
    [{ kind: 'expired', at: '172.25.128.1' }, 'expired at 172.25.128.1'],
  ])('names the verdict %j', (verdict, words) => {
    expect(formatJourney({ ...journey, verdict }).split('\n')[0]).toMatch(new RegExp(`  ${words}$`))
  })

  it('lets no escape sequence of a name reach the terminal', () => {
    const hostile = { ...eth0, interfaceName: '\u001b]0;owned\u0007eth0\n\u009b2J' }
    const text = formatJourney({ ...journey, sightings: [sighting(hostile, 0, '172.17.0.2', 64)], rewrites: [] })
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
    expect(text.split('\n')).toHaveLength(5)
  })
})
