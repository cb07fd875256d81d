import { Dialog } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { commands, type CommandGroup, type CommandRow } from '../../../contract/commands'
import { Button } from '../../parts/button'
import { KeyNames } from '../../parts/key-names'
import { useReturnFocus } from '../../parts/use-return-focus'
import { useActions, usePreference, useScreen } from '../../state/screen-context'

const withKeys: readonly CommandRow[] = commands.filter((row) => row.keys.length > 0)
const groups: readonly CommandGroup[] = [...new Set(withKeys.map((row) => row.group))]

/** The list of keys, opened by its button or by `?`. */
export function ShortcutsDialog() {
  const { t } = useTranslation()
  const actions = useActions()
  const focus = useReturnFocus()
  const language = usePreference('language')
  const isOpen = useScreen((state) => state.isHelpOpen)
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => actions.set({ isHelpOpen: open })}>
      <Dialog.Trigger asChild>
        <Button look="quiet" icon="keyboard" label={t('commands.keysTitle')} />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-veil" />
        <Dialog.Content className="dialog shortcuts" aria-describedby={undefined} {...focus}>
          <div className="dialog-head">
            <Dialog.Title asChild>
              <h2>{t('commands.keysTitle')}</h2>
            </Dialog.Title>
            <Dialog.Close asChild>
              <Button look="quiet" icon="close" label={t('app.close')} />
            </Dialog.Close>
          </div>
          <div className="shortcut-groups" tabIndex={0} role="group" aria-label={t('commands.keysTitle')}>
            {groups.map((group) => (
              <section key={group}>
                <h3>{t(`commandGroups.${group}`)}</h3>
                <dl>
                  {withKeys
                    .filter((row) => row.group === group)
                    .map((row) => (
                      <div key={row.id} className="shortcut">
                        <dt>{row[language]}</dt>
                        <dd>
                          <KeyNames shortcut={row.keys[0]!} />
                        </dd>
                      </div>
                    ))}
                </dl>
              </section>
            ))}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
