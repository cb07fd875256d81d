import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Journey } from '../../core/journey/journey'
import { useScreenContext } from '../state/screen-context'
import { shownTrace, type ScreenState } from '../state/screen-state'
import { lossReason } from './loss-reason'

/** Why a packet did not arrive, in the words of its best explanation and how sure that is; null when nobody knows. */
export function useLossReason(): (journey: Journey) => string | null {
  const { store } = useScreenContext()
  const { t } = useTranslation()
  return useMemo(() => rememberReasons((journey) => reasonFor(journey, store.getState(), t)), [store, t])
}

/** A reason is asked for at every frame in which an end is shown; a journey that changes is another object. */
function rememberReasons(find: (journey: Journey) => string | null): (journey: Journey) => string | null {
  const known = new WeakMap<Journey, string | null>()
  return (journey) => {
    let reason = known.get(journey)
    if (reason === undefined) known.set(journey, (reason = find(journey)))
    return reason
  }
}

function reasonFor(journey: Journey, state: ScreenState, t: TFunction): string | null {
  const trace = shownTrace(state)
  const captures = state.source.kind === 'live' ? state.status.captures : []
  const points = [...trace.points, ...captures.map(({ point }) => point)]
  return lossReason(journey, trace, points, t)
}
