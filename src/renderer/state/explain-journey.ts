import type { ExplainContext } from '../../core/explain/explain-context'
import { explainLoss } from '../../core/explain/explain-loss'
import type { Explanation } from '../../core/explain/explanation'
import type { Journey } from '../../core/journey/journey'
import type { CapturePoint } from '../../core/correlate/sighting'
import type { JourneyHistory } from './journey-history'
import { lossMapsOf } from './loss-maps'
import type { Trace } from './trace'

/** How many packets before and after a lost one are searched for ARP and for what quotes it. */
const neighbourhood = 500

/** Why a journey did not arrive, by what the trace knows; `points` are the captures that ran. */
export function explainJourney(
  journey: Journey,
  { topology, history }: Pick<Trace, 'topology' | 'history'>,
  points: readonly CapturePoint[],
): readonly Explanation[] {
  const maps = lossMapsOf(history, journey.id)
  const context: ExplainContext = {
    topology: maps?.topology ?? topology,
    captured: new Set(points.flatMap((point) => point.interface ?? [])),
    related: relatedTo(journey, history),
    earlier: maps?.earlier ?? null,
  }
  return explainLoss(journey, context)
}

function relatedTo(journey: Journey, history: JourneyHistory): readonly Journey[] {
  const at = history.indexOf(journey.id)
  const near = history.journeys.slice(Math.max(0, at - neighbourhood), at + neighbourhood)
  const arp = near.filter(({ kind, id }) => kind === 'arp' && id !== journey.id)
  return [...history.ofExchange(journey.exchange), ...arp]
}
