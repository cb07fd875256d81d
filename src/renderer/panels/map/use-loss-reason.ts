import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isUnfortunate } from '../../../core/explain/explain-loss'
import type { Journey } from '../../../core/journey/journey'
import { explainJourney } from '../../state/explain-journey'
import { useScreenContext } from '../../state/screen-context'
import { shownTrace } from '../../state/screen-state'

/** Why a packet did not arrive, in the words of its best explanation and how sure that is; null when nobody knows. */
export function useLossReason(): (journey: Journey) => string | null {
  const { store } = useScreenContext()
  const { t } = useTranslation()
  return useMemo(() => {
    // Asked for at every frame in which its end is shown; a journey that changes is another object.
    const known = new WeakMap<Journey, string | null>()
    return (journey) => {
      const before = known.get(journey)
      if (before !== undefined) return before
      // That a TTL ran out is what the end itself says.
      const isOpen = isUnfortunate(journey) && journey.verdict.kind !== 'expired'
      const reason = isOpen ? reasonFor(journey) : null
      known.set(journey, reason)
      return reason
    }
    function reasonFor(journey: Journey): string | null {
      const state = store.getState()
      const trace = shownTrace(state)
      const captures = state.source.kind === 'live' ? state.status.captures : []
      const points = [...trace.points, ...captures.map(({ point }) => point)]
      const best = explainJourney(journey, trace, points).find(({ likelihood }) => likelihood !== 'ruled-out')
      if (best === undefined) return null
      return `${t(`why.kind.${best.kind}`)} (${t(`why.likelihood.${best.likelihood}`)})`
    }
  }, [store, t])
}
