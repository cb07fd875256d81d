import { DropdownMenu } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../parts/icon'
import { listOrigins } from '../../state/endpoints'
import { useActions, useScreen } from '../../state/screen-context'

/** Opens a shell in a namespace. */
export function ShellMenu() {
  const { t } = useTranslation()
  const actions = useActions()
  const topology = useScreen((state) => state.live.topology)
  const origins = listOrigins(topology)
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button button-plain" disabled={origins.length === 0}>
        <Icon name="terminal" size={14} />
        {t('terminals.openShell')}
        <Icon name="chevron" size={12} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          {origins
            .filter((origin) => origin.namespace.kind === 'container')
            .map((origin) => (
              <DropdownMenu.Item
                key={`in ${origin.namespace.id}`}
                className="menu-item"
                onSelect={() => void actions.openShell(origin.namespace.id, 'container')}
              >
                <span>{t('terminals.shellIn', { namespace: origin.namespace.name })}</span>
                <span className="menu-detail">{origin.namespace.machine.replace(/^wsl:/, '')}</span>
              </DropdownMenu.Item>
            ))}
          {origins.map((origin) => (
            <DropdownMenu.Item
              key={origin.namespace.id}
              className="menu-item"
              onSelect={() => void actions.openShell(origin.namespace.id)}
            >
              <span>{t('terminals.newShell', { namespace: origin.namespace.name })}</span>
              <span className="menu-detail">{origin.namespace.machine.replace(/^wsl:/, '')}</span>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
