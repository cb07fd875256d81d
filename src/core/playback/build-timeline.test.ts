import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { articleTopology } from '../../../test/fixtures/article-topology'
import { bridgeSightings, lostSightings, pingSightings, trackJourneys } from '../../../test/scenes/article-journeys'
import type { Journey } from '../journey/journey'
import { actsAt } from './acts-around'
import { buildTimeline } from './build-timeline'
import { findStep } from './find-step'
import { watchablePace } from './pace'
import { positionsAt } from './positions-at'
import { startOf, type Act, type Timeline } from './timeline'
import { slowDownAt, trueTimeAt } from './true-time-at'

const build = (journeys: readonly Journey[]) => buildTimeline(journeys, { topology: articleTopology })

/** A few exchanges of every kind, at times that make some overlap and others not. */
const mixes = fc
  .array(
    fc.record({
      at: fc.integer({ min: 0, max: 400 }).map((step) => step * 25),
      kind: fc.constantFrom('ping1', 'ping2', 'lost', 'bridge'),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((mix) =>
    trackJourneys(
      mix
        .flatMap(({ at, kind }, index) => {
          const sequence = index + 1
          switch (kind) {
            case 'ping1':
              return pingSightings(at, sequence, 1)
            case 'ping2':
              return pingSightings(at, sequence, 2, 777)
            case 'lost':
              return lostSightings(at, sequence, 4)
            case 'bridge':
              return bridgeSightings(at, sequence)
          }
        })
        .sort((a, b) => a.nanoseconds - b.nanoseconds),
    ),
  )

function seen(timeline: Timeline): { act: Act; moment: number; time: number }[] {
  return timeline.acts.flatMap((act) =>
    act.moments.flatMap((moment, index) => (moment === null ? [] : [{ act, moment, time: act.times[index]! }])),
  )
}

describe('buildTimeline', () => {
  it('never shows later what came strictly earlier in the log', () => {
    fc.assert(
      fc.property(mixes, (journeys) => {
        const events = seen(build(journeys)).sort((a, b) => a.time - b.time || a.moment - b.moment)
        for (const [index, event] of events.entries()) {
          const before = events[index - 1]
          if (before !== undefined) expect(event.moment).toBeGreaterThanOrEqual(before.moment)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('gives every hop its share, also hops of the same instant', () => {
    fc.assert(
      fc.property(mixes, (journeys) => {
        for (const { times } of build(journeys).acts) {
          for (let index = 1; index < times.length; index++) {
            expect(times[index]! - times[index - 1]!).toBeGreaterThanOrEqual(watchablePace.hop - 1e-6)
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  it('lets an answer wait for its request, and sparse exchanges for each other', () => {
    const { acts } = build(trackJourneys([...pingSightings(0, 1), ...pingSightings(900_000, 2)]))
    expect(acts.map(({ journey }) => [journey.kind, journey.sequence])).toEqual([
      ['echo-request', 1],
      ['echo-reply', 1],
      ['echo-request', 2],
      ['echo-reply', 2],
    ])
    for (const [index, act] of acts.entries()) {
      const before = acts[index - 1]
      if (before !== undefined) expect(startOf(act)).toBeGreaterThan(before.times.at(-1)!)
    }
  })

  it('plays journeys that overlap in the log concurrently', () => {
    const crowd = Array.from({ length: 6 }, (_, index) => pingSightings(index * 10, index + 1)).flat()
    const timeline = build(trackJourneys(crowd))
    const most = Math.max(...timeline.acts.map((act) => actsAt(timeline, startOf(act)).length))
    expect(most).toBeGreaterThanOrEqual(4)
    const alone = build(trackJourneys(pingSightings(0, 1))).duration
    expect(timeline.duration).toBeLessThan(alone * 3)
  })

  it('is not misled by a Windows clock that is an hour ahead', () => {
    const hour = 3600
    const ahead = trackJourneys(
      [...pingSightings(0, 1), ...pingSightings(900_000, 2)].map((sighting) =>
        sighting.point.machine === 'windows' ? { ...sighting, seconds: sighting.seconds + hour } : sighting,
      ),
    )
    const order = (timeline: Timeline) => timeline.acts.map(({ journey }) => `${journey.kind} ${journey.sequence}`)
    expect(order(build(ahead))).toEqual(
      order(build(trackJourneys([...pingSightings(0, 1), ...pingSightings(900_000, 2)]))),
    )
    const last = trueTimeAt(build(ahead), build(ahead).duration)!
    expect(last.sinceOrigin).toBeLessThan(2e9)
  })

  it('is empty without journeys', () => {
    const empty = build([])
    expect(empty.duration).toBe(0)
    expect(positionsAt(empty, 0)).toEqual([])
    expect(trueTimeAt(empty, 5)).toBeNull()
    expect(findStep(empty, 0, 'hop', 1)).toBeNull()
    expect(slowDownAt(empty, 0, 1)).toBeNull()
  })
})

describe('positionsAt', () => {
  const [request] = trackJourneys(pingSightings(0, 1))
  const timeline = build([request!])

  it('shows every act on stage and no other', () => {
    fc.assert(
      fc.property(mixes, fc.double({ min: 0, max: 1, noNaN: true }), (journeys, share) => {
        const all = build(journeys)
        const time = all.duration * share
        const expected = all.acts
          .filter((act) => startOf(act) <= time && act.end > time)
          .map(({ journey }) => journey.id)
        expect(positionsAt(all, time).map(({ journey }) => journey.id)).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('rewrites the source at each NAT and nowhere else', () => {
    const log: string[] = []
    for (let time = 0; time < timeline.duration; time += 20) {
      const position = positionsAt(timeline, time)[0]!
      const line = `${position.from.name} ${position.header?.source} ttl ${position.header?.ttl}`
      if (log.at(-1) !== line) log.push(line)
    }
    expect(log).toEqual([
      'eth0 172.17.0.2 ttl 64',
      'veth293cce7 172.17.0.2 ttl 64',
      'docker0 172.17.0.2 ttl 64',
      'docker0 172.25.140.84 ttl 63',
      'eth0 172.25.140.84 ttl 63',
      'vEthernet (WSL) 172.25.140.84 ttl 63',
      'vEthernet (WSL) 172.22.1.30 ttl 62',
      'Wi-Fi 172.22.1.30 ttl 62',
      'gateway 172.22.1.30 ttl 62',
    ])
  })

  it('stands at the place of change while the header changes', () => {
    const at = timeline.acts[0]!.times
    const middle = (at[2]! + at[3]!) / 2
    const position = positionsAt(timeline, middle)[0]!
    expect(position.phase).toBe('rewriting')
    expect(position.progress).toBe(0.5)
    expect(position.rewrite?.progress).toBeCloseTo(0.5)
    expect(position.rewrite?.rewrites.map(({ field }) => field).sort()).toEqual(
      ['destinationMac', 'source', 'sourceMac', 'ttl'].filter((field) =>
        request!.rewrites.some((rewrite) => rewrite.after === 2 && rewrite.field === field),
      ),
    )
  })

  it('marks what no capture saw as inferred', () => {
    const [lost] = trackJourneys(pingSightings(0, 1).filter(({ point }) => point.interfaceName !== 'docker0'))
    const positions = positionsAt(build([lost!]), build([lost!]).acts[0]!.times[1]! + 10)
    expect(positions[0]).toMatchObject({ isInferred: true, to: { name: 'docker0', sighting: null } })
  })

  it('moves without jumps', () => {
    const place = (time: number) => {
      const { at, progress, phase } = positionsAt(timeline, time)[0]!
      return at + (phase === 'ending' ? 0 : progress)
    }
    for (let time = 0; time + 4 < timeline.duration; time += 4) {
      const step = place(time + 4) - place(time)
      expect(step).toBeGreaterThanOrEqual(-1e-9)
      expect(step).toBeLessThan(0.05)
    }
  })
})

describe('findStep', () => {
  it('visits every hop forwards and the same ones backwards', () => {
    fc.assert(
      fc.property(
        mixes,
        fc.constantFrom('hop' as const, 'transformation' as const, 'packet' as const),
        (journeys, kind) => {
          const timeline = build(journeys)
          const stops: number[] = []
          for (let at = findStep(timeline, -1, kind, 1); at !== null; at = findStep(timeline, at.time, kind, 1)) {
            stops.push(at.time)
          }
          const back: number[] = []
          let at = findStep(timeline, timeline.duration + 1, kind, -1)
          for (; at !== null; at = findStep(timeline, at.time, kind, -1)) back.unshift(at.time)
          const near = (stop: number) => (each: number) => Math.abs(each - stop) <= 0.5
          const expected = kind === 'hop' ? timeline.acts.flatMap(({ times }) => times) : timeline.acts.map(startOf)
          if (kind === 'transformation') expect(back.every((stop) => stops.some(near(stop)))).toBe(true)
          else for (const stop of expected) expect([stops, back].every((list) => list.some(near(stop)))).toBe(true)
          expect(stops).toEqual([...stops].sort((a, b) => a - b))
        },
      ),
      { numRuns: 30 },
    )
  })

  it('stops at a rewrite where both values can be read', () => {
    const timeline = build(trackJourneys(pingSightings(0, 1)))
    const bridge = findStep(timeline, 0, 'transformation', 1)!
    expect(positionsAt(timeline, bridge.time)[0]).toMatchObject({ from: { name: 'docker0', passage: 'forwarded' } })
    const gate = findStep(timeline, bridge.time, 'transformation', 1)!
    const [position] = positionsAt(timeline, gate.time)
    expect(position).toMatchObject({ phase: 'rewriting', from: { name: 'docker0' } })
    expect(position?.rewrite?.progress).toBeCloseTo(0.75)
  })
})

describe('trueTimeAt', () => {
  it('never runs backwards', () => {
    fc.assert(
      fc.property(mixes, (journeys) => {
        const timeline = build(journeys)
        let last = -1
        for (let time = 0; time <= timeline.duration; time += timeline.duration / 200) {
          const { sinceOrigin } = trueTimeAt(timeline, time)!
          expect(sinceOrigin).toBeGreaterThanOrEqual(last)
          last = sinceOrigin
        }
      }),
      { numRuns: 30 },
    )
  })

  it('says the log time of each sighting when the token stands there', () => {
    const [request] = trackJourneys(pingSightings(0, 1))
    const timeline = build([request!])
    const [act] = timeline.acts
    expect(trueTimeAt(timeline, act!.times[3]!)).toMatchObject({ seconds: 1_795_448_497, nanoseconds: 50_000 })
  })
})

describe('slowDownAt', () => {
  it('is scene time over log time', () => {
    const [request] = trackJourneys(lostSightings(0, 1, 4))
    const timeline = build([request!])
    const [act] = timeline.acts
    // 50 µs in the log, from the container's eth0 to the host's.
    const expected = ((act!.times[3]! - act!.times[0]!) * 1e6) / 50_000
    expect(slowDownAt(timeline, 10, 1)).toBeCloseTo(expected)
    expect(slowDownAt(timeline, 10, 2)).toBeCloseTo(expected / 2)
  })

  it('is unknown when all sightings bear the same instant', () => {
    const [request] = trackJourneys(lostSightings(0, 1, 1))
    expect(slowDownAt(build([request!]), 10, 1)).toBeNull()
  })
})
