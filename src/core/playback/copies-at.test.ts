import { describe, expect, it } from 'vitest'
import { articleTopology } from '../../../test/fixtures/article-topology'
import { trackJourneys } from '../../../test/scenes/article-journeys'
import { broadcastSightings } from '../../../test/scenes/other-journeys'
import { appendJourneys } from './append-journeys'
import { buildTimeline } from './build-timeline'
import { copiesAt } from './copies-at'
import { positionsAt } from './positions-at'
import { emptyTimeline, startOf, type Timeline } from './timeline'

const journeys = trackJourneys(broadcastSightings(0), articleTopology)
const timelines: readonly (readonly [string, Timeline])[] = [
  ['a recording', buildTimeline(journeys, { topology: articleTopology })],
  ['a live scene', appendJourneys(emptyTimeline, journeys, 1000, { topology: articleTopology })],
]

describe.each(timelines)('the copies of a broadcast in %s', (_, timeline) => {
  const [act] = timeline.acts
  const start = startOf(act!)
  const at = (legs: number) => copiesAt(timeline, start + legs * act!.leg)

  it('leave the bridge with the packet, on the wires that it does not take', () => {
    expect(at(-0.1)).toEqual([])
    const [copy] = at(0.5)
    expect(copy).toMatchObject({ from: 'wsl:Ubuntu/host/docker0', to: 'wsl:Ubuntu/host/veth17f547e', faded: 0 })
    expect(copy!.progress).toBeCloseTo(0.5)
    const [packet] = positionsAt(timeline, start + act!.leg / 2)
    expect(packet!.to.interface).toBe('wsl:Ubuntu/host/veth293cce7')
  })

  it('fade where they arrive, and are no packets of their own', () => {
    expect(at(1.5)).toMatchObject([{ to: 'wsl:Ubuntu/container2/eth0', faded: 0 }])
    expect(at(2.25)).toMatchObject([{ to: 'wsl:Ubuntu/container2/eth0', progress: 1, faded: 0.25 }])
    expect(at(3.01)).toEqual([])
    expect(positionsAt(timeline, start + act!.leg).map(({ journey }) => journey.id)).toEqual([1])
  })
})
