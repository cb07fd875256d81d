import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button'
import { Icon } from '../parts/icon'
import { ProblemCard } from '../parts/problem-card'
import { useActions, useScreen } from '../state/screen-context'

/** What went wrong, over the corner of the screen until it is waved away. */
export function Notices() {
  const { t } = useTranslation()
  const actions = useActions()
  const savedPath = useScreen((state) => state.savedPath)
  const notices = useScreen((state) => state.notices)
  return (
    <div className="notices" role="log" aria-live="polite">
      {savedPath !== null && (
        <div className="notice notice-good">
          <Icon name="check" />
          <p>{t('topBar.saved', { path: savedPath })}</p>
          <Button look="quiet" icon="close" label={t('app.dismiss')} onClick={() => actions.set({ savedPath: null })} />
        </div>
      )}
      {notices.map((notice) => (
        <div key={notice.id} className="notice">
          <ProblemCard problem={notice.problem} onDismiss={() => actions.dismiss(notice.id)} />
        </div>
      ))}
    </div>
  )
}
