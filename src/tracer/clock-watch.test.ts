import { expect, it } from 'vitest'
import { echoAlong, hopsFromInternet, hopsToInternet, pingPayload } from '../../test/fixtures/article-frames'
import { articleTopology } from '../../test/fixtures/article-topology'
import { createJourneyTracker } from '../core/journey/create-journey-tracker'
import { createClockWatch } from './clock-watch'

it('finds how far Windows is ahead by a ping that crossed to it and back', () => {
  const clock = createClockWatch(() => 0)
  clock.setTopology(articleTopology)
  const tracker = createJourneyTracker({ topology: articleTopology, onSettled: (journey) => clock.see(journey) })
  expect(clock.offset()).toBeNull()
  const echo = { id: 7, sequence: 1, payload: pingPayload(1) }
  for (const sighting of echoAlong(hopsToInternet(0), { ...echo, type: 8, ipId: 1 })) tracker.add(sighting)
  for (const sighting of echoAlong(hopsFromInternet(15_000), { ...echo, type: 0, ipId: 2 })) tracker.add(sighting)
  tracker.end()
  // The fixtures put Windows 1.8 ms ahead.
  const { offset, error } = clock.offset()!
  expect(Math.abs(offset - 1.8e6)).toBeLessThanOrEqual(error)
  expect(error).toBeLessThan(0.1e6)
})

it('knows nothing without a wire to Windows', () => {
  const clock = createClockWatch(() => 0)
  clock.setTopology({ ...articleTopology, wires: [] })
  const tracker = createJourneyTracker({ topology: articleTopology, onSettled: (journey) => clock.see(journey) })
  const echo = { type: 8 as const, id: 7, sequence: 1, ipId: 1, payload: pingPayload(1) }
  for (const sighting of echoAlong(hopsToInternet(0), echo)) tracker.add(sighting)
  tracker.end()
  expect(clock.offset()).toBeNull()
})
