import { useTranslation } from 'react-i18next'
import type { Problem } from '../../contract/messages'
import { useProblemText } from '../i18n/use-problem-text'
import { Button } from './button'
import { CopyCommand } from './copy-command'
import { Icon } from './icon'

interface ProblemCardProps {
  readonly problem: Problem
  readonly onDismiss?: () => void
}

/** What happened, why, and the command that helps. */
export function ProblemCard({ problem, onDismiss }: ProblemCardProps) {
  const { t } = useTranslation()
  const text = useProblemText()
  return (
    <div className="problem">
      <Icon name="warning" />
      <div className="problem-body">
        <p>{text(problem)}</p>
        {problem.command !== null && <CopyCommand command={problem.command} />}
      </div>
      {onDismiss && <Button look="quiet" icon="close" label={t('app.dismiss')} onClick={onDismiss} />}
    </div>
  )
}
