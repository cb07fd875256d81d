import { Popover } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { useWarningText } from '../../i18n/use-warning-text'
import { Icon } from '../../parts/icon'
import { useTrace } from '../../state/screen-context'

/** What is wrong with the file that is shown: how many things, and on a click each as a sentence. */
export function WarningsMenu() {
  const { t } = useTranslation()
  const text = useWarningText()
  const { warnings } = useTrace()
  if (warnings.length === 0) return null
  return (
    <Popover.Root>
      <Popover.Trigger className="status-button tone-warn">
        <Icon name="warning" size={13} />
        {t('status.warnings', { count: warnings.length })}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="menu missing-menu"
          side="top"
          align="start"
          sideOffset={6}
          aria-label={t('status.warnings', { count: warnings.length })}
        >
          <ul className="warnings">
            {warnings.map((warning) => (
              <li key={warning}>{text(warning)}</li>
            ))}
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
