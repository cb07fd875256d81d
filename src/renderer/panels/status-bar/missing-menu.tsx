import { useTranslation } from 'react-i18next'
import { Icon } from '../../parts/icon'
import { ProblemCard } from '../../parts/problem-card'
import { useScreen } from '../../state/screen-context'
import { WarningPopover } from './warning-popover'

/** What is missing on the machine: how many things, and on a click each with its command. */
export function MissingMenu() {
  const { t } = useTranslation()
  const missing = useScreen((state) => state.missing)
  const failed = useScreen((state) => state.status.captures)
    .map((capture) => capture.problem)
    .filter((problem) => problem !== null)
  if (missing === null) return null
  const problems = [...missing, ...failed]
  if (problems.length === 0) {
    return (
      <span className="soft">
        <Icon name="check" size={12} /> {t('status.nothingMissing')}
      </span>
    )
  }
  return (
    <WarningPopover
      label={t('status.missing', { count: problems.length })}
      title={t('status.missingTitle')}
      align="end"
    >
      <h2>{t('status.missingTitle')}</h2>
      {problems.map((problem) => (
        <ProblemCard key={`${problem.code} ${problem.message}`} problem={problem} />
      ))}
    </WarningPopover>
  )
}
