import { createJourneyTracker } from '../../src/core/journey/create-journey-tracker'
import type { Journey } from '../../src/core/journey/journey'
import type { Sighting } from '../../src/core/correlate/sighting'
import type { Topology } from '../../src/core/topology/topology'
import { echoAlong, hopsFromInternet, hopsToInternet, pingPayload, type HopSpec } from '../fixtures/article-frames'
import { articleTopology } from '../fixtures/article-topology'

/** The journeys that the real tracker makes of these sightings. */
export function trackJourneys(sightings: readonly Sighting[], topology: Topology = articleTopology): Journey[] {
  const journeys: Journey[] = []
  const tracker = createJourneyTracker({ topology, onSettled: (journey) => journeys.push(journey) })
  for (const sighting of sightings) tracker.add(sighting)
  tracker.end()
  return journeys
}

/** One ping of the article: request and reply, `at` µs after the start. */
export function pingSightings(at: number, sequence: number, container: 1 | 2 = 1, id = 29910): Sighting[] {
  const payload = pingPayload(sequence * 10 + container)
  const echo = { id, sequence, payload }
  return [
    ...echoAlong(hopsToInternet(at, '8.8.8.8', container), { ...echo, type: 8, ipId: 8000 + sequence * 2 + container }),
    ...echoAlong(hopsFromInternet(at + 16_000, '8.8.8.8', container), { ...echo, type: 0, ipId: 77 + sequence }),
  ]
}

/** A ping whose request is seen no further than `hops` interfaces. */
export function lostSightings(at: number, sequence: number, hops: number): Sighting[] {
  const echo = { id: 29910, sequence, payload: pingPayload(sequence), type: 8, ipId: 9000 + sequence } as const
  return echoAlong(hopsToInternet(at).slice(0, hops), echo)
}

/** A ping from one container to the other, with its reply. */
export function bridgeSightings(at: number, sequence: number): Sighting[] {
  const echo = { id: 321, sequence, payload: pingPayload(sequence) }
  const there: HopSpec[] = [
    ['container1', at, '172.17.0.2', '172.17.0.3', 64],
    ['veth1', at + 5, '172.17.0.2', '172.17.0.3', 64],
    ['docker0', at + 5, '172.17.0.2', '172.17.0.3', 64],
    ['veth2', at + 8, '172.17.0.2', '172.17.0.3', 64],
    ['container2', at + 11, '172.17.0.2', '172.17.0.3', 64],
  ]
  const back = there
    .toReversed()
    .map(([point, time]): HopSpec => [point, at + 40 + (at + 11 - time), '172.17.0.3', '172.17.0.2', 64])
  return [
    ...echoAlong(there, { ...echo, type: 8, ipId: 500 + sequence }),
    ...echoAlong(back, { ...echo, type: 0, ipId: 600 + sequence }),
  ]
}

/** The article's whole story: a ping out and back, one through the bridge, one that is lost. */
export function articleJourneys(): Journey[] {
  return trackJourneys([...pingSightings(0, 1), ...bridgeSightings(1_000_000, 1), ...lostSightings(2_000_000, 2, 5)])
}
