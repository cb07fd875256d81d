import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { articleTopology } from '../../../test/fixtures/article-topology'
import { lostSightings, pingSightings, trackJourneys } from '../../../test/scenes/article-journeys'
import type { Journey } from '../journey/journey'
import { appendJourneys, type LiveOptions } from './append-journeys'
import { positionsAt, type TokenPosition } from './positions-at'
import { emptyTimeline, startOf, type Timeline } from './timeline'

const options: Partial<LiveOptions> = { topology: articleTopology }
const append = (timeline: Timeline, journeys: readonly Journey[], now: number, more: Partial<LiveOptions> = {}) =>
  appendJourneys(timeline, journeys, now, { ...options, ...more })

const [request, reply] = trackJourneys(pingSightings(0, 1)) as [Journey, Journey]

function flight(journey: Journey, sightings: number): Journey {
  return {
    ...journey,
    sightings: journey.sightings.slice(0, sightings),
    rewrites: journey.rewrites.filter(({ after }) => after < sightings - 1),
    inferred: [],
    verdict: { kind: 'in-flight' },
  }
}

function place({ journey, stations, at, progress, phase }: TokenPosition): string {
  const share = phase === 'moving' || phase === 'rewriting' ? progress.toFixed(6) : '0'
  return `${journey.id} ${stations[at]!.interface} ${share}`
}

/** Many pings as they come in: first a few sightings, then all, then the verdict. */
const arrivals = fc
  .array(fc.record({ wait: fc.integer({ min: 0, max: 900 }), grows: fc.integer({ min: 0, max: 5 }) }), {
    minLength: 1,
    maxLength: 10,
  })
  .map((steps) => {
    const journeys = trackJourneys(steps.flatMap((_, index) => pingSightings(index * 20_000, index + 1)))
    let now = 0
    return steps.flatMap(({ wait, grows }, index) => {
      const pair = journeys.filter(({ sequence }) => sequence === index + 1)
      now += wait
      const first = {
        now,
        journeys: pair.slice(0, 1).map((journey) => (grows === 0 ? journey : flight(journey, grows))),
      }
      now += wait / 3
      return [first, { now, journeys: pair }]
    })
  })

describe('appendJourneys', () => {
  it('shows a journey from the moment it arrives', () => {
    const timeline = append(emptyTimeline, [request, reply], 1000)
    const positions = positionsAt(timeline, 1000)
    expect(positions.map(({ journey }) => journey.id)).toEqual([request.id, reply.id])
    expect(positions.map(({ from }) => from.name)).toEqual(['eth0', 'gateway'])
    expect(positionsAt(timeline, 1040)[0]?.progress).toBeGreaterThan(0)
  })

  it('lets an answer set out when its request has arrived', () => {
    const timeline = append(emptyTimeline, [request, reply], 0)
    expect(startOf(timeline.acts[1]!)).toBeGreaterThan(timeline.acts[0]!.times.at(-1)!)
  })

  it('moves nothing that was shown before', () => {
    fc.assert(
      fc.property(arrivals, (batches) => {
        let timeline = emptyTimeline
        for (const { now, journeys } of batches) {
          const before = Array.from({ length: now > 0 ? 20 : 0 }, (_, index) => (now * index) / 20)
          const shown = before.map((time) => positionsAt(timeline, time).map(place))
          timeline = append(timeline, journeys, now)
          expect(before.map((time) => positionsAt(timeline, time).map(place))).toEqual(shown)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('lets a journey grow without a jump, and arrive', () => {
    let timeline = append(emptyTimeline, [flight(request, 2)], 0)
    const before = positionsAt(timeline, 100).map(place)
    timeline = append(timeline, [flight(request, 5)], 100)
    expect(positionsAt(timeline, 100).map(place)).toEqual(before)
    timeline = append(timeline, [request], 3000)
    const act = timeline.acts[0]!
    expect(act.stations.map(({ name }) => name).slice(0, 6)).toEqual([
      'eth0',
      'veth293cce7',
      'docker0',
      'eth0',
      'vEthernet (WSL)',
      'Wi-Fi',
    ])
    expect(act.times[5]).toBeGreaterThan(3000)
    expect(timeline.acts).toHaveLength(1)
  })

  it('puts a sighting that came late between its neighbours', () => {
    const gap: Journey = {
      ...request,
      sightings: request.sightings.filter((_, index) => index !== 1),
      inferred: [],
      rewrites: [],
    }
    const timeline = append(append(emptyTimeline, [gap], 0), [request], 1000)
    const { times } = timeline.acts[0]!
    expect(times[1]).toBeCloseTo((times[0]! + times[2]!) / 2)
  })

  it('shows the verdict of a journey that stood waiting for it', () => {
    const [lost] = trackJourneys(lostSightings(0, 1, 4)) as [Journey]
    const waiting = append(emptyTimeline, [flight(lost, 4)], 0)
    expect(positionsAt(waiting, 9000)[0]?.ending?.verdict.kind).toBe('in-flight')
    const settled = append(waiting, [lost], 9000)
    expect(positionsAt(settled, 9000)[0]?.ending).toMatchObject({ verdict: { kind: 'lost' }, progress: 0 })
  })

  it('catches up when many come at once', () => {
    const sightings = Array.from({ length: 300 }, (_, index) => pingSightings(index * 100, index + 1)).flat()
    const crowd = trackJourneys(sightings.sort((a, b) => a.nanoseconds - b.nanoseconds))
    const timeline = append(emptyTimeline, crowd, 500, { longestLag: 4000 })
    for (const act of timeline.acts) {
      expect(act.known).toBe(500)
      expect(act.times.at(-1)! - 500).toBeLessThanOrEqual(4000 + 1e-6)
    }
    const last = timeline.acts.at(-1)!
    const first = timeline.acts[0]!
    expect(last.moves[1]).toBeLessThan(first.moves[1]! / 2)
  })

  it('forgets the oldest that are over, counts them, and never one on stage', () => {
    let timeline = emptyTimeline
    const many = trackJourneys(
      Array.from({ length: 30 }, (_, index) => pingSightings(index * 50_000, index + 1)).flat(),
    )
    for (const [index, journey] of many.entries()) {
      const now = index * 400
      const onStage = positionsAt(timeline, now).map(({ journey: each }) => each.id)
      timeline = append(timeline, [journey], now, { historyLimit: 10 })
      expect(positionsAt(timeline, now).map(({ journey: each }) => each.id)).toEqual(expect.arrayContaining(onStage))
    }
    expect(timeline.acts.length + timeline.forgotten).toBe(60)
    expect(timeline.forgotten).toBeGreaterThan(20)
  })

  it('stays bounded when the fate of everything is open', () => {
    const many = trackJourneys(
      Array.from({ length: 40 }, (_, index) => lostSightings(index * 100, index + 1, 3)).flat(),
    )
    const timeline = append(
      emptyTimeline,
      many.map((journey) => flight(journey, 3)),
      0,
      { historyLimit: 10 },
    )
    expect(timeline.acts).toHaveLength(20)
    expect(timeline.forgotten).toBe(20)
    expect(timeline.acts.at(-1)?.journey.id).toBe(many.at(-1)?.id)
  })

  it('is the same timeline when nothing came', () => {
    const timeline = append(emptyTimeline, [request], 0)
    expect(append(timeline, [], 50)).toBe(timeline)
  })
})
