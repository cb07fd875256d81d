import { DropdownMenu } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../parts/icon'
import type { ThemeChoice } from '../../state/preferences'
import { usePreference, useScreenContext } from '../../state/screen-context'

const choices: readonly ThemeChoice[] = ['system', 'dark', 'light', 'projector']

/** Chooses dark, light, projector or what the system says. */
export function ThemeMenu() {
  const { t } = useTranslation()
  const { preferences } = useScreenContext()
  const theme = usePreference('theme')
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        className="button button-plain button-icon"
        aria-label={t('topBar.theme')}
        title={t('topBar.theme')}
      >
        <Icon name="theme" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          <DropdownMenu.RadioGroup
            value={theme}
            onValueChange={(value) => preferences.setState({ theme: choices.find((c) => c === value) ?? 'system' })}
          >
            {choices.map((choice) => (
              <DropdownMenu.RadioItem key={choice} value={choice} className="menu-item">
                <span>{t(`theme.${choice}`)}</span>
                <DropdownMenu.ItemIndicator>
                  <Icon name="check" size={12} />
                </DropdownMenu.ItemIndicator>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
