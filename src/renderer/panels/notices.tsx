import { ProblemCard } from '../parts/problem-card'
import { useActions, useScreen } from '../state/screen-context'

/** What went wrong, over the corner of the screen until it is waved away. */
export function Notices() {
  const actions = useActions()
  const notices = useScreen((state) => state.notices)
  return (
    <div className="notices" role="log" aria-live="polite">
      {notices.map((notice) => (
        <div key={notice.id} className="notice">
          <ProblemCard problem={notice.problem} onDismiss={() => actions.dismiss(notice.id)} />
        </div>
      ))}
    </div>
  )
}
