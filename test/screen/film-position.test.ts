import { describe, expect, it } from 'vitest'
import { packetRefOf } from '../../src/core/lesson/packet-ref'
import { buildTimeline } from '../../src/core/playback/build-timeline'
import { filmPositionAt } from '../../src/renderer/state/film-position'
import { articleTopology } from '../fixtures/article-topology'
import { pingSightings, trackJourneys } from '../scenes/article-journeys'

const journeys = trackJourneys([...pingSightings(0, 1, 1), ...pingSightings(0, 1, 2, 4242)])
const timeline = buildTimeline(journeys, { topology: articleTopology })
const [first, second] = timeline.acts
const together = (first!.times[2]! + second!.times[2]!) / 2
const nameOf = (journey: number | null, isStill: boolean, time = together) =>
  filmPositionAt(timeline, time, { journey, isStill }).packet

describe('where a film stands', () => {
  it('is with the packet that is looked at, of several that are on their way', () => {
    expect(second!.times[0]).toBeLessThan(first!.times.at(-1)!)
    expect(nameOf(first!.journey.id, false)).toEqual(packetRefOf(first!.journey))
    expect(nameOf(second!.journey.id, true)).toEqual(packetRefOf(second!.journey))
  })

  it('is with it where it waits only while nothing moves', () => {
    const ending = first!.settled + 1
    expect(nameOf(first!.journey.id, true, ending)).toEqual(packetRefOf(first!.journey))
    const others = timeline.acts.filter((act) => act !== first && act.known <= ending && act.end > ending)
    expect(others.map(({ journey }) => packetRefOf(journey))).toContainEqual(nameOf(first!.journey.id, false, ending))
  })

  it('is nowhere before the first packet, and where the last one has faded after it', () => {
    expect(nameOf(null, false, -1)).toBeNull()
    const end = filmPositionAt(timeline, timeline.duration + 1)
    expect(end.packet).not.toBeNull()
    expect(end.station).toBeGreaterThan(5.9)
  })
})
