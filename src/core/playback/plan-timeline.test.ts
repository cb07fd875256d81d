import { describe, expect, it } from 'vitest'
import { articleTopology } from '../../../test/fixtures/article-topology'
import { pingSightings, trackJourneys } from '../../../test/scenes/article-journeys'
import type { Journey } from '../journey/journey'
import { openWindow, planTimeline, plannedMomentAt, windowAt, type TimelinePlan } from './plan-timeline'
import { startOf } from './timeline'

/** Pings one after another, a millisecond apart, made of one ping that the tracker has joined. */
function manyPings(count: number): Journey[] {
  const pair = trackJourneys(pingSightings(0, 1))
  return Array.from({ length: count }, (_, index) =>
    pair.map((journey, which): Journey => ({
      ...journey,
      id: index * 2 + which + 1,
      exchange: index + 1,
      sightings: journey.sightings.map((sighting) => {
        const nanoseconds = sighting.nanoseconds + index * 20_000_000
        return {
          ...sighting,
          seconds: sighting.seconds + Math.floor(nanoseconds / 1e9),
          nanoseconds: nanoseconds % 1e9,
        }
      }),
    })),
  ).flat()
}

function plan(journeys: readonly Journey[]): TimelinePlan | null {
  const planning = planTimeline(journeys, articleTopology)
  let step = planning.next()
  while (step.done !== true) step = planning.next()
  return step.value
}

describe('planTimeline', () => {
  const journeys = manyPings(5000)
  const planned = plan(journeys)!

  it('leaves a short recording to one timeline', () => {
    expect(plan(journeys.slice(0, 100))).toBeNull()
    expect(plan([])).toBeNull()
  })

  it('gives every packet a place, in order, and no window a packet of another', () => {
    expect(planned.starts).toHaveLength(journeys.length)
    expect(planned.windows.length).toBeGreaterThan(1)
    expect(planned.windows[0]!.first).toBe(0)
    expect(planned.windows.at(-1)!.end).toBe(journeys.length)
    for (const [index, window] of planned.windows.entries()) {
      const before = planned.windows[index - 1]
      if (before === undefined) continue
      expect(window.first).toBe(before.end)
      expect(window.from).toBeGreaterThan(before.to)
      // An exchange stays whole.
      expect(journeys[window.first]!.exchange).not.toBe(journeys[window.first - 1]!.exchange)
    }
    expect([...planned.starts]).toEqual([...planned.starts].sort((a, b) => a - b))
    expect([...planned.moments]).toEqual([...planned.moments].sort((a, b) => a - b))
  })

  it('opens each window where the plan has it', () => {
    for (const [index, window] of planned.windows.entries()) {
      const timeline = openWindow(planned, journeys, index, articleTopology)
      expect(timeline.acts).toHaveLength(window.end - window.first)
      expect(timeline.acts.map(startOf)).toEqual([...planned.starts.slice(window.first, window.end)])
      expect(timeline.duration).toBe(window.to)
      expect(windowAt(planned, window.from)).toBe(index)
      expect(windowAt(planned, window.to)).toBe(index)
    }
  })

  it('tells the log time of any moment, never backwards', () => {
    let last = -1
    for (let percent = 0; percent <= 100; percent++) {
      const moment = plannedMomentAt(planned, (planned.duration * percent) / 100)
      expect(moment).toBeGreaterThanOrEqual(last)
      last = moment
    }
    expect(last).toBe(planned.moments.at(-1))
  })
})
