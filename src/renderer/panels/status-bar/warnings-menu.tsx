import { useTranslation } from 'react-i18next'
import { useWarningText } from '../../i18n/use-warning-text'
import { useTrace } from '../../state/screen-context'
import { WarningPopover } from './warning-popover'

/** What is wrong with the file that is shown: how many things, and on a click each as a sentence. */
export function WarningsMenu() {
  const { t } = useTranslation()
  const text = useWarningText()
  const { warnings } = useTrace()
  if (warnings.length === 0) return null
  const label = t('status.warnings', { count: warnings.length })
  return (
    <WarningPopover label={label} title={label} align="start">
      <ul className="warnings">
        {warnings.map((warning) => (
          <li key={warning}>{text(warning)}</li>
        ))}
      </ul>
    </WarningPopover>
  )
}
