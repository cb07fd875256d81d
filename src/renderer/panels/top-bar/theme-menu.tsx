import { DropdownMenu } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { ChoiceItems } from '../../parts/choice-items'
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
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="button button-plain button-icon"
        aria-label={t('topBar.theme')}
        title={t('topBar.theme')}
      >
        <Icon name="theme" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          <ChoiceItems
            choices={choices}
            chosen={theme}
            label={(choice) => t(`theme.${choice}`)}
            onChoose={(choice) => preferences.setState({ theme: choice })}
          />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
