import { describe, expect, it } from 'vitest'
import { arpRequest, ipv4Frame, sightAt, tcp, type ArticlePoint } from '../../../test/fixtures/article-frames'
import { articleTopology } from '../../../test/fixtures/article-topology'
import { createJourneyTracker } from './create-journey-tracker'
import { formatJourneyLine } from './format-journey-line'
import type { Journey } from './journey'

const docker0 = '02:42:0a:11:22:33'
const container1 = '02:42:ac:11:00:02'

/** The journey of one broadcast that was seen at these places, in that order. */
function follow(frame: Uint8Array, places: readonly ArticlePoint[]): Journey {
  const journeys: Journey[] = []
  const tracker = createJourneyTracker({ topology: articleTopology, onSettled: (journey) => journeys.push(journey) })
  places.forEach((place, index) => tracker.add(sightAt(place, index * 2, frame)))
  tracker.end()
  expect(journeys).toHaveLength(1)
  return journeys[0]!
}

const names = (sightings: Journey['sightings']) =>
  sightings.map(({ point }) => (point.namespace === 'host' ? point.interfaceName : point.namespace))

describe('a broadcast', () => {
  it('goes to who is asked for, and its copies elsewhere', () => {
    const flooded = ['docker0', 'veth1', 'container1', 'veth2', 'container2'] as const
    const journey = follow(arpRequest(docker0, '172.17.0.1', '172.17.0.3'), flooded)
    expect(names(journey.sightings)).toEqual(['docker0', 'veth17f547e', 'container2'])
    expect(names(journey.copies)).toEqual(['veth293cce7', 'container1'])
    expect(journey.verdict).toEqual({ kind: 'delivered' })
  })

  it('for the bridge itself ends there', () => {
    const flooded = ['container1', 'veth1', 'docker0', 'veth2', 'container2'] as const
    const journey = follow(arpRequest(container1, '172.17.0.2', '172.17.0.1'), flooded)
    expect(names(journey.sightings)).toEqual(['container1', 'veth293cce7', 'docker0'])
    expect(names(journey.copies)).toEqual(['veth17f547e', 'container2'])
  })

  it('for an address that nobody on the map holds is lost at the bridge, wherever its copies went', () => {
    const flooded = ['container1', 'veth1', 'docker0', 'veth2', 'container2'] as const
    const journey = follow(arpRequest(container1, '172.17.0.2', '172.17.0.77'), flooded)
    expect(journey.verdict).toEqual({ kind: 'lost', after: 'docker0' })
    expect(names(journey.copies)).toEqual(['veth17f547e', 'container2'])
    expect(JSON.parse(formatJourneyLine(journey))).toMatchObject({ copies: 2 })
  })

  it('and an unlearned MAC address are flooded alike', () => {
    const frame = (destination: string) =>
      ipv4Frame(docker0, '02:42:ac:11:00:03', {
        source: '172.25.128.1',
        destination,
        ttl: 63,
        ipId: 7,
        protocol: 6,
        body: tcp([50_000, 80], [1, 0], 2, new Uint8Array()),
      })
    const flooded = ['docker0', 'veth1', 'veth2', 'container2', 'container1'] as const
    const journey = follow(frame('172.17.0.3'), flooded)
    expect(names(journey.sightings)).toEqual(['docker0', 'veth17f547e', 'container2'])
    expect(names(journey.copies)).toEqual(['veth293cce7', 'container1'])
    // Whose it is nobody knows, so no way is better than another.
    expect(follow(frame('172.17.0.99'), flooded).copies).toEqual([])
  })

  it('that passes one port has no copies', () => {
    const journey = follow(arpRequest(container1, '172.17.0.2', '172.17.0.3'), ['container1', 'veth1', 'veth2'])
    expect(names(journey.sightings)).toEqual(['container1', 'veth293cce7', 'veth17f547e'])
    expect(journey.copies).toEqual([])
    expect(formatJourneyLine(journey)).not.toContain('copies')
  })
})
