import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'
import { CopyCommand } from '../../parts/copy-command'
import { Icon } from '../../parts/icon'
import { ProblemCard } from '../../parts/problem-card'
import { playRecording } from '../../state/play-recording'
import type { Check } from '../../state/list-checks'
import { useActions, usePlayback, useScreen } from '../../state/screen-context'

/** A container to begin with; Alpine's is small and has a ping. */
const firstContainer = 'docker run -dit --name container1 alpine'

interface FirstStepsProps {
  readonly checks: readonly Check[]
  readonly onDismiss?: () => void
}

/** What tracing live takes, what of it is there, and for the rest the command that helps. */
export function FirstSteps({ checks, onDismiss }: FirstStepsProps) {
  const { t } = useTranslation()
  const actions = useActions()
  const playback = usePlayback()
  const recording = useScreen((state) => state.recordings[0]?.id ?? null)
  const isBusy = useScreen((state) => state.busy.includes('discovering'))
  return (
    <section className="first-steps" aria-label={t('hints.firstTitle')}>
      <header>
        <h2>{t('hints.firstTitle')}</h2>
        {onDismiss && <Button look="quiet" icon="close" label={t('app.dismiss')} onClick={onDismiss} />}
      </header>
      <ol>
        {checks.map((check) => (
          <li key={check.kind} className={`check check-${check.state}`}>
            <Icon name={check.state === 'done' ? 'check' : check.state === 'missing' ? 'warning' : 'minus'} size={14} />
            <div>
              <p>
                {t(`checks.${check.kind}`)}
                <span className="visually-hidden"> {t(`hints.${check.state}`)}</span>
              </p>
              {check.problems.map((problem) => (
                <ProblemCard key={`${problem.code} ${problem.message}`} problem={problem} />
              ))}
              {check.kind === 'containers' && check.state === 'missing' && <CopyCommand command={firstContainer} />}
            </div>
          </li>
        ))}
      </ol>
      <footer>
        <Button look="primary" disabled={isBusy} onClick={() => void actions.discover()}>
          {t('hints.again')}
        </Button>
        {recording !== null && (
          <Button icon="play" onClick={() => void playRecording(recording, actions, playback)}>
            {t('hints.playRecording')}
          </Button>
        )}
      </footer>
    </section>
  )
}
