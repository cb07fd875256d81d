import type { CapturePoint } from '../../src/core/correlate/sighting'
import type { JourneyMessage, SessionStatus } from '../../src/contract/messages'

/** The interfaces of the article's path, as capture points. */
export const samplePoints: readonly CapturePoint[] = [
  'eth0',
  'veth293cce7',
  'docker0',
  'eth0',
  'vEthernet',
  'Wi-Fi',
].map((interfaceName, index) => ({
  index,
  interface: `wsl:Ubuntu/host/${interfaceName}`,
  interfaceName,
  machine: 'wsl:Ubuntu',
  namespace: 'host',
}))

/** A journey seen at every sample point, with two rewrites; every byte of its frames depends on `id`. */
export function sampleJourney(id: number, frameBytes = 98): JourneyMessage {
  return {
    id,
    exchange: id,
    protocol: 'icmp',
    kind: 'echo-request',
    sequence: id % 65_536,
    frames: samplePoints.map((point) => ({
      point: point.index,
      frame: id,
      seconds: 1_795_448_497,
      nanoseconds: (id * 1000 + point.index) % 1_000_000_000,
      linkType: 1,
      bytes: Uint8Array.from({ length: frameBytes }, (_, index) => (id + point.index + index) % 256),
      line: `1795448497.622026783 IP 172.17.0.2 > 8.8.8.8: ICMP echo request, id 16, seq ${id}, length 64`,
    })),
    inferred: [{ after: 5, interface: 'lan/gateway/eth0' }],
    rewrites: [
      {
        after: 2,
        field: 'source',
        from: '172.17.0.2',
        to: '172.25.140.84',
        cause: { kind: 'masquerade', rule: '-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE' },
      },
      { after: 2, field: 'ttl', from: 64, to: 63, cause: { kind: 'routed' } },
    ],
    verdict: { kind: 'lost', after: 'Wi-Fi' },
    match: { confidence: 'certain', evidence: ['ipId', 'sequence', 'payload'], reason: null, alternatives: [] },
    quotes: null,
    pieces: [],
    copies: [],
  }
}

/** A session that is live with every sample point captured. */
export function sampleStatus(frames: number): SessionStatus {
  return {
    state: 'live',
    captures: samplePoints.map((point) => ({ point, state: 'running', frames, droppedByKernel: 0, problem: null })),
    journeysNotSent: 0,
    clockOffset: { offset: 1_800_000, error: 200_000 },
  }
}
