import { describe, expect, it } from 'vitest'
import { decodePacket } from '../../src/core/decode/decode-packet'
import type { Journey } from '../../src/core/journey/journey'
import { buildTimeline } from '../../src/core/playback/build-timeline'
import { findStep } from '../../src/core/playback/find-step'
import { positionsAt } from '../../src/core/playback/positions-at'
import { sceneWords } from '../../src/renderer/scene/scene-words'
import { themes } from '../../src/renderer/scene/theme'
import { tokenLabel } from '../../src/renderer/scene/token-label'
import {
  articlePoints,
  echoAlong,
  hopsToInternet,
  ipv4Frame,
  pingPayload,
  sightAt,
  tcp,
  udp,
} from '../fixtures/article-frames'
import { articleTopology } from '../fixtures/article-topology'
import { lostSightings, pingSightings, trackJourneys } from './article-journeys'
import { dnsSightings, fragmentSightings } from './other-journeys'

const theme = themes.dark

/** The label's lines at a time; what is struck out stands in dashes, what is new in plus signs. */
function label(journey: Journey, time: number, language: 'en' | 'ja' = 'en', isChosen = false): string[] {
  const timeline = buildTimeline([journey], { topology: articleTopology })
  const position = positionsAt(timeline, time)[0]!
  return tokenLabel(position, theme, sceneWords[language], isChosen).map(({ runs }) =>
    runs
      .map(({ text, colour, struck }) => (struck === 1 ? `-${text}-` : colour === theme.added ? `+${text}+` : text))
      .join(''),
  )
}

function nthRewrite(journey: Journey, count: number): number {
  const timeline = buildTimeline([journey], { topology: articleTopology })
  let time = 0
  for (let seen = 0; seen < count;) {
    time = findStep(timeline, time, 'transformation', 1)!.time
    if (positionsAt(timeline, time)[0]?.phase === 'rewriting') seen++
  }
  return time
}

describe('tokenLabel', () => {
  const [request, reply] = trackJourneys(pingSightings(0, 1)) as [Journey, Journey]

  it('says where from, where to, and what it is, in both languages', () => {
    expect(label(request, 0)).toEqual(['172.17.0.2 → 8.8.8.8', 'ttl 64 · echo request · seq 1'])
    expect(label(request, 0, 'ja')).toEqual(['172.17.0.2 → 8.8.8.8', 'ttl 64 · エコー要求 · seq 1'])
  })

  it('shows both values while a NAT and a router rewrite them', () => {
    expect(label(request, nthRewrite(request, 1))).toEqual([
      '-172.17.0.2- +172.25.140.84+ → 8.8.8.8',
      'ttl -64- +63+ · echo request · seq 1',
    ])
    expect(label(request, nthRewrite(request, 2))[0]).toBe('-172.25.140.84- +172.22.1.30+ → 8.8.8.8')
    expect(label(reply, nthRewrite(reply, 1))[0]).toBe('8.8.8.8 → -172.22.1.30- +172.25.140.84+')
  })

  it('shows the MAC addresses of a chosen packet, also while they change', () => {
    expect(label(request, 0, 'en', true)[2]).toBe('02:42:ac:11:00:02 → 02:42:0a:11:22:33')
    expect(label(request, nthRewrite(request, 1), 'en', true)[2]).toBe(
      '-02:42:ac:11:00:02- +00:15:5d:01:02:03+ → -02:42:0a:11:22:33- +00:15:5d:0a:0b:0c+',
    )
  })

  it('shows an ICMP id that a NAT had to change', () => {
    const echo = { type: 8, id: 7, sequence: 1, ipId: 5, payload: pingPayload(9) } as const
    const [collided] = trackJourneys(
      echoAlong(hopsToInternet(0), { ...echo, idAt: { eth0: 901, vEthernet: 901, wifi: 901 } }),
    )
    expect(label(collided!, nthRewrite(collided!, 1))[1]).toBe('ttl -64- +63+ · id -7- +901+ · echo request · seq 1')
  })

  it('says where a packet was lost', () => {
    const [lost] = trackJourneys(lostSightings(0, 1, 4)) as [Journey]
    const timeline = buildTimeline([lost], { topology: articleTopology })
    expect(label(lost, timeline.duration - 1).at(-1)).toBe('lost after eth0')
    expect(label(lost, timeline.duration - 1, 'ja').at(-1)).toBe('eth0 の先で消失')
  })

  it('shows ports', () => {
    const body = udp(40_000, 53, new Uint8Array(8))
    const spec = { source: '172.17.0.2', destination: '8.8.8.8', ttl: 64, ipId: 3, protocol: 17, body }
    const frame = ipv4Frame('02:42:ac:11:00:02', '02:42:0a:11:22:33', spec)
    const [query] = trackJourneys([sightAt('container1', 0, frame), sightAt('veth1', 5, frame)])
    expect(label(query!, 0)).toEqual(['172.17.0.2:40000 → 8.8.8.8:53', 'ttl 64 · DNS query'])
  })

  it('shows TCP flags as tcpdump prints them', () => {
    const lines = [2, 18, 24, 17, 4, 0].map((flags) => {
      const body = tcp([40_000, 80], [1, 2], flags, new Uint8Array(0))
      const spec = { source: '172.17.0.2', destination: '8.8.8.8', ttl: 64, ipId: 3, protocol: 6, body }
      const frame = ipv4Frame('02:42:ac:11:00:02', '02:42:0a:11:22:33', spec)
      const [segment] = trackJourneys([sightAt('container1', 0, frame)])
      return label(segment!, 0)[1]
    })
    expect(lines).toEqual(['S', 'S.', 'P.', 'F.', 'R', 'none'].map((flags) => `ttl 64 · TCP [${flags}]`))
  })

  it("speaks tcpdump's words for ARP", () => {
    const arp = (operation: number) => {
      const bytes = new Uint8Array(42)
      bytes.set([2, 66, 172, 17, 0, 1, 2, 66, 172, 17, 0, 2, 8, 6, 0, 1, 8, 0, 6, 4, 0, operation], 0)
      bytes.set([2, 66, 172, 17, 0, 2, 172, 17, 0, 2, 0, 0, 0, 0, 0, 0, 172, 17, 0, 1], 22)
      const packet = decodePacket(bytes, 0, bytes.length, 1)
      const sighting = { point: articlePoints.container1, frame: 0, seconds: 0, nanoseconds: 0, packet, line: null }
      return { ...request, kind: 'arp', sequence: null, sightings: [sighting], inferred: [], rewrites: [] } as const
    }
    expect(label(arp(1), 0)[0]).toBe('who-has 172.17.0.1 tell 172.17.0.2')
    expect(label(arp(2), 0)[0]).toBe('172.17.0.2 is-at 02:42:ac:11:00:02')
  })

  it('says how many fragments there are, and that they are whole again', () => {
    const [large] = trackJourneys(fragmentSightings(0)) as [Journey]
    const timeline = buildTimeline([large], { topology: articleTopology })
    const at = (name: string) => {
      const { stations, times } = timeline.acts[0]!
      return times[stations.findIndex((station) => station.name === name)]!
    }
    const pieces = (time: number) => label(large, time)[1]?.split(' · ').at(-1)
    expect([pieces(0), pieces(at('docker0')), pieces(timeline.duration - 1)]).toEqual([
      '3 fragments',
      '1 datagram, reassembled',
      '3 fragments',
    ])
    expect(label(large, 0, 'ja')[1]).toContain('3 フラグメント')
  })

  it('tells a DNS question from its answer', () => {
    const words = trackJourneys(dnsSightings(0)).map((journey) => [label(journey, 0)[1], label(journey, 0, 'ja')[1]])
    expect(words.flat().map((text) => text?.split(' · ')[1])).toEqual([
      'DNS query',
      'DNS 問い合わせ',
      'DNS response',
      'DNS 応答',
    ])
  })

  it('shows no MAC address where nobody captured', () => {
    const timeline = buildTimeline([request], { topology: articleTopology })
    const position = positionsAt(timeline, timeline.acts[0]!.times.at(-1)! - 1)[0]!
    expect(position.isInferred).toBe(true)
    expect(tokenLabel(position, theme, sceneWords.en, true)).toHaveLength(2)
  })

  it('says why a packet was lost under where it was', () => {
    const timeline = buildTimeline(trackJourneys(lostSightings(0, 1, 3)), { topology: articleTopology })
    const position = positionsAt(timeline, timeline.duration - 1)[0]!
    const texts = tokenLabel(position, theme, sceneWords.en, false, 'a rule drops it').map(({ runs }) => runs[0]?.text)
    expect(texts.slice(-2)).toEqual(['lost after docker0', 'a rule drops it'])
  })
})
