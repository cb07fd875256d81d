import type { TFunction } from 'i18next'
import type { CapturePoint } from '../../core/correlate/sighting'
import { isUnfortunate } from '../../core/explain/explain-loss'
import type { Journey } from '../../core/journey/journey'
import { explainJourney } from '../state/explain-journey'
import type { Trace } from '../state/trace'

/** Why a packet did not arrive, in the words of its best explanation and how sure that is; null when nobody knows. */
export function lossReason(
  journey: Journey,
  trace: Pick<Trace, 'topology' | 'history'>,
  points: readonly CapturePoint[],
  t: TFunction,
): string | null {
  // That a TTL ran out is what the end itself says.
  if (!isUnfortunate(journey) || journey.verdict.kind === 'expired') return null
  const best = explainJourney(journey, trace, points).find(({ likelihood }) => likelihood !== 'ruled-out')
  return best === undefined ? null : `${t(`why.kind.${best.kind}`)} (${t(`why.likelihood.${best.likelihood}`)})`
}
