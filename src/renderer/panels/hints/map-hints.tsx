import { isLiveImpossible } from '../../state/list-checks'
import { useActions, useScreen } from '../../state/screen-context'
import { FirstSteps } from './first-steps'
import { useChecks } from './use-checks'
import { QuietHint } from './quiet-hint'

/** What helps a user whose map stands still, in a corner of it. */
export function MapHints() {
  const actions = useActions()
  const checks = useChecks()
  const isLive = useScreen((state) => state.source.kind === 'live' && state.connection === 'connected')
  const hasMap = useScreen((state) => state.live.topology.interfaces.length > 0)
  const isIdle = useScreen((state) => state.status.state === 'idle')
  const isDismissed = useScreen((state) => state.isHintDismissed)
  if (!isLive || !hasMap) return null
  if (isIdle && isLiveImpossible(checks)) {
    if (isDismissed) return null
    return (
      <div className="map-hint">
        <FirstSteps checks={checks} onDismiss={() => actions.set({ isHintDismissed: true })} />
      </div>
    )
  }
  return <QuietHint />
}
