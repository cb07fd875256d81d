import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arpRequest,
  articlePoints,
  echoAlong,
  hopsFromInternet,
  hopsToInternet,
  icmpEcho,
  icmpError,
  ipv4Bytes,
  ipv4Frame,
  macsAt,
  pingPayload,
  sightAt,
  tcp,
  udp,
  type HopSpec,
} from '../../../test/fixtures/article-frames'
import { articleTopology } from '../../../test/fixtures/article-topology'
import type { Sighting } from '../correlate/sighting'
import { emptyTopology, type Topology } from '../topology/topology'
import { createJourneyTracker } from './create-journey-tracker'
import type { Journey } from './journey'

const dockerRule = '-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE'
const outward = ['container1', 'veth1', 'docker0', 'eth0', 'vEthernet', 'wifi']

function track(sightings: readonly Sighting[], topology: Topology = articleTopology): Journey[] {
  const journeys: Journey[] = []
  const tracker = createJourneyTracker({ topology, onSettled: (journey) => journeys.push(journey) })
  for (const sighting of sightings) tracker.add(sighting)
  tracker.end()
  return journeys
}

function pathOf(journey: Journey): string[] {
  const names = Object.entries(articlePoints)
  return journey.sightings.map(({ point }) => names.find(([, each]) => each === point)![0])
}

function rewritesOf(journey: Journey, ...fields: string[]): string[] {
  return journey.rewrites
    .filter(({ field }) => fields.includes(field))
    .map(({ after, from, to, cause }) => `${after}: ${from} → ${to} ${cause.kind}`)
}

const ping = { id: 29910, sequence: 1, payload: pingPayload(1) }

function request(hops: readonly HopSpec[] = hopsToInternet(0)): Sighting[] {
  return echoAlong(hops, { ...ping, type: 8, ipId: 8246 })
}

function reply(hops: readonly HopSpec[] = hopsFromInternet(16_000)): Sighting[] {
  return echoAlong(hops, { ...ping, type: 0, ipId: 77 })
}

describe('a ping through both masquerades', () => {
  const [asked, answered] = track([...request(), ...reply()]) as [Journey, Journey]

  it('goes from the container to the Wi-Fi card and back', () => {
    expect(pathOf(asked)).toEqual(outward)
    expect(pathOf(answered)).toEqual(outward.toReversed())
  })

  it('has exactly the two source rewrites, each with its rule', () => {
    const sources = asked.rewrites.filter(({ field }) => field === 'source')
    expect(sources).toEqual([
      {
        after: 2,
        field: 'source',
        from: '172.17.0.2',
        to: '172.25.140.84',
        cause: { kind: 'masquerade', rule: dockerRule },
      },
      {
        after: 4,
        field: 'source',
        from: '172.25.140.84',
        to: '172.22.1.30',
        cause: { kind: 'masquerade', rule: 'WinNAT WSLNat 172.25.128.0/20' },
      },
    ])
    expect(rewritesOf(asked, 'destination', 'icmpId')).toEqual([])
    expect(rewritesOf(asked, 'ttl')).toEqual(['2: 64 → 63 routed', '4: 63 → 62 routed'])
    expect(rewritesOf(asked, 'sourceMac')).toEqual([
      '2: 02:42:ac:11:00:02 → 00:15:5d:01:02:03 routed',
      '4: 00:15:5d:01:02:03 → f4:26:79:00:00:01 routed',
    ])
  })

  it('undoes both on the way back', () => {
    expect(rewritesOf(answered, 'destination')).toEqual([
      '0: 172.22.1.30 → 172.25.140.84 reverse',
      '2: 172.25.140.84 → 172.17.0.2 reverse',
    ])
    const undone = answered.rewrites.filter(({ field }) => field === 'destination').map(({ cause }) => cause)
    expect(undone[1]).toEqual({ kind: 'reverse', rule: dockerRule })
  })

  it('is one exchange, answered and delivered, certain by what survives NAT', () => {
    expect([asked.exchange, answered.exchange]).toEqual([1, 1])
    expect(asked.verdict).toEqual({ kind: 'answered' })
    expect(answered.verdict).toEqual({ kind: 'delivered' })
    expect(asked.match).toMatchObject({ confidence: 'certain', evidence: ['ipId', 'sequence', 'icmpId', 'payload'] })
  })

  it('infers the gateway, which nothing captures, behind the last sighting', () => {
    expect(asked.inferred).toEqual([{ after: 5, interface: 'lan/172.22.0.1/gateway' }])
    expect(answered.inferred).toEqual([{ after: -1, interface: 'lan/172.22.0.1/gateway' }])
  })

  it('finds the same path without a map', () => {
    const journeys = track([...request(), ...reply()], emptyTopology)
    expect(journeys.map(pathOf)).toEqual([outward, outward.toReversed()])
    expect(journeys.map(({ verdict }) => verdict.kind)).toEqual(['answered', 'delivered'])
    expect(rewritesOf(journeys[0]!, 'source')).toEqual([
      '2: 172.17.0.2 → 172.25.140.84 masquerade',
      '4: 172.25.140.84 → 172.22.1.30 masquerade',
    ])
  })

  it('does not depend on the order of arrival', () => {
    const sightings = [...request(), ...reply()]
    const expected = track(sightings).map(withoutIds)
    fc.assert(
      fc.property(fc.shuffledSubarray(sightings, { minLength: sightings.length }), (shuffled) => {
        const journeys = track(shuffled).map(withoutIds)
        expect(journeys.toSorted((a, b) => (a.kind < b.kind ? 1 : -1))).toEqual(expected)
      }),
    )
  })
})

/** Ids count arrivals, so they are what may differ. */
function withoutIds(journey: Journey): Journey {
  return { ...journey, id: 0, exchange: 0, quotes: null }
}

describe('two containers that ping with one ICMP id', () => {
  const second = { id: ping.id, sequence: 1, payload: pingPayload(2) }
  const collided = 40_001
  const journeys = track([
    ...request(),
    ...echoAlong(hopsToInternet(20, '8.8.8.8', 2), {
      ...second,
      type: 8,
      ipId: 9000,
      idAt: { eth0: collided, vEthernet: collided, wifi: collided },
    }),
    ...reply(),
    ...echoAlong(hopsFromInternet(16_020, '8.8.8.8', 2), {
      ...second,
      type: 0,
      ipId: 78,
      idAt: { eth0: collided, vEthernet: collided, wifi: collided },
    }),
  ])

  it('are told apart, and the fresh id is a rewrite with its reason', () => {
    expect(journeys.map(({ kind, exchange }) => `${kind} ${exchange}`)).toEqual([
      'echo-request 1',
      'echo-request 2',
      'echo-reply 1',
      'echo-reply 2',
    ])
    expect(journeys.map(({ verdict }) => verdict.kind)).toEqual(['answered', 'answered', 'delivered', 'delivered'])
    expect(rewritesOf(journeys[0]!, 'icmpId')).toEqual([])
    expect(rewritesOf(journeys[1]!, 'icmpId')).toEqual(['2: 29910 → 40001 collision'])
    expect(rewritesOf(journeys[3]!, 'icmpId')).toEqual(['2: 40001 → 29910 reverse'])
  })
})

describe('pings without a payload', () => {
  const bare = { id: 7, sequence: 1, payload: new Uint8Array(0) }

  it('are told apart by their IP identification', () => {
    const journeys = track([
      ...echoAlong(hopsToInternet(0), { ...bare, type: 8, ipId: 100 }),
      ...echoAlong(hopsToInternet(3, '8.8.8.8', 2), { ...bare, type: 8, ipId: 200 }),
    ])
    expect(journeys.map(({ sightings }) => new Set(sightings.map(({ packet }) => packet.ipId)))).toEqual([
      new Set([100]),
      new Set([200]),
    ])
    expect(journeys[0]!.match.confidence).toBe('certain')
  })

  it('stay ambiguous, with the reason, when nothing tells them apart', () => {
    const same = { ...bare, type: 8 as const, ipId: 0 }
    const first = echoAlong(hopsToInternet(0), same)
    const second = echoAlong(hopsToInternet(4), same)
    const journeys = track(
      [first, second].flatMap((sightings) => sightings).toSorted((a, b) => a.nanoseconds - b.nanoseconds),
    )
    expect(journeys).toHaveLength(2)
    expect(journeys.map(({ match }) => match.confidence)).toEqual(['ambiguous', 'ambiguous'])
    expect(journeys[0]!.match.alternatives).toEqual([2])
    expect(journeys[0]!.match.reason).toMatch(/order of arrival/)
    expect(journeys.map(pathOf)).toEqual([outward, outward])
  })
})

describe('verdicts', () => {
  it('say after which interface an unanswered request was lost', () => {
    const [journey] = track(request(hopsToInternet(0).slice(0, 3)))
    expect(journey!.verdict).toEqual({ kind: 'lost', after: 'docker0' })
  })

  it('keep a request in flight until patience ends', () => {
    const settled: Journey[] = []
    const tracker = createJourneyTracker({
      topology: articleTopology,
      isLive: true,
      onSettled: (journey) => settled.push(journey),
    })
    for (const sighting of request()) tracker.add(sighting)
    expect(tracker.takeChanged().map(({ verdict }) => verdict.kind)).toEqual(['in-flight'])
    expect(tracker.takeChanged()).toEqual([])
    tracker.advance(100, 0)
    tracker.advance(109, 0)
    expect(settled).toEqual([])
    tracker.advance(111, 0)
    expect(settled.map(({ verdict }) => verdict)).toEqual([{ kind: 'lost', after: 'Wi-Fi' }])
    expect(tracker.takeChanged().map(({ verdict }) => verdict.kind)).toEqual(['lost'])
  })

  it('say that a reply was lost on its way back', () => {
    const [asked, answered] = track([...request(), ...reply(hopsFromInternet(16_000).slice(0, 3))])
    expect(asked!.verdict).toEqual({ kind: 'answered' })
    expect(answered!.verdict).toEqual({ kind: 'lost', after: 'eth0' })
  })

  it('link a time-exceeded to the request whose quote NAT translated back', () => {
    const probe = echoAlong(
      [
        ['container1', 0, '172.17.0.2', '8.8.8.8', 2],
        ['veth1', 9, '172.17.0.2', '8.8.8.8', 2],
        ['docker0', 9, '172.17.0.2', '8.8.8.8', 2],
        ['eth0', 50, '172.25.140.84', '8.8.8.8', 1],
        ['vEthernet', 1850, '172.25.140.84', '8.8.8.8', 1],
      ],
      { ...ping, type: 8, ipId: 555 },
    )
    const back: readonly HopSpec[] = [
      ['vEthernet', 1900, '172.25.128.1', '172.25.140.84', 128],
      ['eth0', 110, '172.25.128.1', '172.25.140.84', 128],
      ['docker0', 150, '172.25.128.1', '172.17.0.2', 127],
      ['veth1', 150, '172.25.128.1', '172.17.0.2', 127],
      ['container1', 160, '172.25.128.1', '172.17.0.2', 127],
    ]
    const errors = back.map(([at, time, source, destination, ttl]) => {
      const quoted = ipv4Bytes({
        source: destination,
        destination: '8.8.8.8',
        ttl: 1,
        ipId: 555,
        protocol: 1,
        body: icmpEcho(8, ping.id, 1, ping.payload),
      })
      const body = icmpError(11, 0, quoted)
      const frame = ipv4Frame(...macsAt(at, source, destination), {
        source,
        destination,
        ttl,
        ipId: 1,
        protocol: 1,
        body,
      })
      return sightAt(at, time, frame)
    })
    const [asked, error] = track([...probe, ...errors])
    expect(asked!.verdict).toEqual({ kind: 'expired', at: '172.25.128.1' })
    expect(error).toMatchObject({ kind: 'time-exceeded', quotes: 1, exchange: 1, sequence: 1 })
    expect(error!.verdict).toEqual({ kind: 'delivered' })
    expect(pathOf(error!)).toEqual(['vEthernet', 'eth0', 'docker0', 'veth1', 'container1'])
    expect(rewritesOf(error!, 'destination')).toEqual(['1: 172.25.140.84 → 172.17.0.2 reverse'])
  })

  it('call an ARP question that nobody answers lost, but not an announcement', () => {
    const ask = (time: number, target: string): Sighting =>
      sightAt('docker0', time, arpRequest('02:42:0a:11:22:33', '172.17.0.1', target))
    const journeys = track([ask(0, '172.17.0.9'), ask(10, '172.17.0.1')])
    expect(journeys.map(({ kind, verdict }) => [kind, verdict.kind])).toEqual([
      ['arp', 'lost'],
      ['arp', 'delivered'],
    ])
  })

  it('reject what a router calls unreachable', () => {
    const frame = (at: 'container1' | 'docker0', time: number, type: 3 | 8, destination: string): Sighting => {
      const asked = {
        source: '172.17.0.2',
        destination,
        ttl: 64,
        ipId: 5,
        protocol: 17,
        body: udp(4000, 33434, pingPayload(3)),
      }
      if (type === 8) return sightAt(at, time, ipv4Frame(...macsAt(at, asked.source, destination), asked))
      const body = icmpError(3, 1, ipv4Bytes(asked))
      const error = { source: '172.17.0.1', destination: '172.17.0.2', ttl: 64, ipId: 6, protocol: 1, body }
      return sightAt(at, time, ipv4Frame(...macsAt(at, error.source, error.destination), error))
    }
    const [asked, error] = track([
      frame('container1', 0, 8, '172.17.0.9'),
      frame('docker0', 9, 8, '172.17.0.9'),
      frame('docker0', 30, 3, '172.17.0.9'),
      frame('container1', 40, 3, '172.17.0.9'),
    ])
    expect(asked).toMatchObject({ kind: 'udp', verdict: { kind: 'rejected', by: '172.17.0.1' } })
    expect(error).toMatchObject({ kind: 'destination-unreachable', quotes: 1, exchange: 1 })
  })
})

describe('a map that becomes known while a packet is open', () => {
  it('decides its order and its rules anew', () => {
    const journeys: Journey[] = []
    const onSettled = (journey: Journey): void => void journeys.push(journey)
    const tracker = createJourneyTracker({ topology: emptyTopology, isLive: true, onSettled })
    // One instant at both ends of a wire, numbered against the way: only the map knows better.
    const hops: readonly HopSpec[] = [
      ['container2', 9, '172.17.0.3', '172.17.0.2', 64],
      ['veth1', 20, '172.17.0.3', '172.17.0.2', 64],
      ['docker0', 20, '172.17.0.3', '172.17.0.2', 64],
      ['veth2', 20, '172.17.0.3', '172.17.0.2', 64],
      ['container1', 30, '172.17.0.3', '172.17.0.2', 64],
    ]
    for (const sighting of echoAlong(hops, { ...ping, type: 8, ipId: 5 })) tracker.add(sighting)
    const [before] = tracker.takeChanged()
    expect(pathOf(before!)).not.toEqual(['container2', 'veth2', 'docker0', 'veth1', 'container1'])
    tracker.setTopology(articleTopology)
    tracker.end()
    expect(journeys.map(pathOf)).toEqual([['container2', 'veth2', 'docker0', 'veth1', 'container1']])
  })
})

describe('container to container', () => {
  it('crosses the bridge in the order of its wires although two ports share an instant', () => {
    const hops: readonly HopSpec[] = [
      ['veth2', 9, '172.17.0.2', '172.17.0.3', 64],
      ['docker0', 9, '172.17.0.2', '172.17.0.3', 64],
      ['veth1', 9, '172.17.0.2', '172.17.0.3', 64],
      ['container2', 12, '172.17.0.2', '172.17.0.3', 64],
      ['container1', 0, '172.17.0.2', '172.17.0.3', 64],
    ]
    const [journey] = track(echoAlong(hops, { ...ping, type: 8, ipId: 5 }))
    expect(pathOf(journey!)).toEqual(['container1', 'veth1', 'docker0', 'veth2', 'container2'])
    expect(journey!.rewrites).toEqual([])
    expect(journey!.verdict).toEqual({ kind: 'delivered' })
  })
})

describe('fragments', () => {
  it('are one journey although the bridge reassembles: three, one, three', () => {
    const payload = pingPayload(9, 4000)
    const whole = icmpEcho(8, 77, 1, payload)
    const cut = (at: 'veth1' | 'eth0', time: number, source: string, ttl: number): Sighting[] =>
      [0, 1480, 2960].map((offset, i) =>
        sightAt(
          at,
          time + i,
          ipv4Frame(...macsAt(at, source, '8.8.8.8'), {
            source,
            destination: '8.8.8.8',
            ttl,
            ipId: 321,
            protocol: 1,
            fragmentOffset: offset,
            moreFragments: offset < 2960,
            body: whole.subarray(offset, offset + 1480),
          }),
        ),
      )
    const one = sightAt(
      'docker0',
      20,
      ipv4Frame(...macsAt('docker0', '172.17.0.2', '8.8.8.8'), {
        source: '172.17.0.2',
        destination: '8.8.8.8',
        ttl: 64,
        ipId: 321,
        protocol: 1,
        body: whole,
      }),
    )
    const sightings = [...cut('veth1', 9, '172.17.0.2', 64), one, ...cut('eth0', 40, '172.25.140.84', 63)]
    const journeys = track(sightings)
    expect(journeys).toHaveLength(1)
    expect(pathOf(journeys[0]!)).toEqual(['veth1', 'docker0', 'eth0'])
    expect(journeys[0]!.pieces).toHaveLength(4)
    expect(journeys[0]!.verdict).toEqual({ kind: 'lost', after: 'eth0' })
    // A later fragment may overtake the first.
    expect(track(sightings.toReversed()).map(({ pieces }) => pieces.length)).toEqual([4])
  })
})

describe('conversations', () => {
  it('put a DNS question and its answer into one exchange', () => {
    const at = (
      time: number,
      source: string,
      destination: string,
      ports: [number, number],
      stamp: number,
    ): Sighting => {
      const body = udp(...ports, pingPayload(stamp))
      return sightAt(
        'container1',
        time,
        ipv4Frame(...macsAt('container1', source, destination), {
          source,
          destination,
          ttl: 64,
          ipId: stamp,
          protocol: 17,
          body,
        }),
      )
    }
    const [question, answer] = track([
      at(0, '172.17.0.2', '8.8.8.8', [5000, 53], 1),
      at(900, '8.8.8.8', '172.17.0.2', [53, 5000], 2),
    ])
    expect(question).toMatchObject({ kind: 'udp', exchange: 1, verdict: { kind: 'answered' } })
    expect(answer).toMatchObject({ kind: 'udp', exchange: 1, verdict: { kind: 'delivered' } })
  })

  it('join the pieces of an offloaded TCP segment by sequence range', () => {
    const segment = (
      at: 'container1' | 'eth0',
      time: number,
      sequence: number,
      length: number,
      source: string,
      ttl: number,
    ): Sighting => {
      const body = tcp([40000, 443], [sequence, 900], 0x18, new Uint8Array(length).fill(sequence === 1000 ? 1 : 2))
      return sightAt(
        at,
        time,
        ipv4Frame(...macsAt(at, source, '8.8.8.8'), {
          source,
          destination: '8.8.8.8',
          ttl,
          ipId: 10,
          protocol: 6,
          body,
        }),
      )
    }
    const journeys = track([
      segment('container1', 0, 1000, 2800, '172.17.0.2', 64),
      segment('eth0', 20, 1000, 1400, '172.25.140.84', 63),
      segment('eth0', 21, 2400, 1400, '172.25.140.84', 63),
    ])
    expect(journeys).toHaveLength(1)
    expect(journeys[0]!.pieces).toHaveLength(1)
  })
})
