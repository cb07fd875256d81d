import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { isLiveImpossible } from '../../state/list-checks'
import { useActions, useScreen } from '../../state/screen-context'
import { useLesson } from '../../state/use-lesson'
import { useChecks } from './use-checks'

/** Says why a recording plays that nobody asked for: nothing can be traced live on this machine yet. */
export function RecordingHint() {
  const { t } = useTranslation()
  const actions = useActions()
  const checks = useChecks()
  const isRecording = useScreen((state) => state.source.kind === 'recording')
  const isDismissed = useScreen((state) => state.isHintDismissed)
  const isLesson = useLesson((lesson) => lesson !== null)
  if (!isRecording || isLesson || isDismissed || !isLiveImpossible(checks)) return null
  return (
    <div className="recording-hint" role="status">
      <Icon name="film" />
      <span>{t('hints.recording')}</span>
      <Button onClick={actions.showLive}>{t('hints.whatIsMissing')}</Button>
      <Button
        look="quiet"
        icon="close"
        label={t('app.dismiss')}
        onClick={() => actions.set({ isHintDismissed: true })}
      />
    </div>
  )
}
