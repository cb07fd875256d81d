import { isUnfortunate } from '../../core/explain/explain-loss'
import type { Topology } from '../../core/topology/topology'
import type { JourneyHistory } from './journey-history'

/** The map that was read first after a packet was lost, and the one before it. */
export interface LossMaps {
  readonly topology: Topology
  readonly earlier: Topology
}

interface Reading extends LossMaps {
  readonly journeys: ReadonlySet<number>
}

/** Maps of a large network take a megabyte: older losses are explained by the newest map again. */
const mostReadings = 16
/** Losses settle within seconds, and a reading follows within seconds. */
const mostJourneys = 2_000

const readings = new WeakMap<JourneyHistory, Reading[]>()

/**
 * A map was read: packets that were lost since the reading before are explained by it from now on, so that their reason
 * stays when its rule is taken away.
 */
export function rememberLosses(history: JourneyHistory, earlier: Topology, topology: Topology): void {
  let known = readings.get(history)
  if (known === undefined) readings.set(history, (known = []))
  const explained = known
  const lost = history.journeys
    .slice(-mostJourneys)
    .filter((journey) => isUnfortunate(journey) && !explained.some(({ journeys }) => journeys.has(journey.id)))
  if (lost.length === 0) return
  known.push({ topology, earlier, journeys: new Set(lost.map(({ id }) => id)) })
  if (known.length > mostReadings) known.shift()
}

/** The maps around the loss of a journey, null when none was read after it or it was long ago. */
export function lossMapsOf(history: JourneyHistory, journey: number): LossMaps | null {
  return readings.get(history)?.find(({ journeys }) => journeys.has(journey)) ?? null
}
