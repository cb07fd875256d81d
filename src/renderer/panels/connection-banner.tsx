import { useTranslation } from 'react-i18next'
import { useProblemText } from '../i18n/use-problem-text'
import { CopyCommand } from '../parts/copy-command'
import { Icon } from '../parts/icon'
import { useScreen } from '../state/screen-context'

/** Says that the tracer is gone and how to bring it back; what was captured stays on the screen. */
export function ConnectionBanner() {
  const { t } = useTranslation()
  const text = useProblemText()
  const isLost = useScreen((state) => state.connection === 'lost')
  const noToken = useScreen((state) => state.notices.find(({ problem }) => problem.code === 'no-token')?.problem)
  if (!isLost) return null
  return (
    <div className="connection-banner" role="alert">
      <Icon name="warning" />
      {noToken ? (
        <strong>{text(noToken)}</strong>
      ) : (
        <>
          <strong>{t('connection.lostTitle')}</strong>
          <span>{t('connection.lostText')}</span>
          <CopyCommand command="npm start" />
        </>
      )}
    </div>
  )
}
