import { Dialog } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'
import { useActions, useScreen } from '../../state/screen-context'

const rows = [
  [['Space'], 'play'],
  [['←', '→'], 'hop'],
  [[',', '.'], 'packet'],
  [['R'], 'loop'],
  [['L'], 'live'],
  [['F'], 'follow'],
  [['0'], 'fit'],
  [['/'], 'filter'],
  [['Esc'], 'escape'],
  [['?'], 'help'],
] as const

/** The list of keys, opened by its button or by `?`. */
export function ShortcutsDialog() {
  const { t } = useTranslation()
  const actions = useActions()
  const isOpen = useScreen((state) => state.isHelpOpen)
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => actions.set({ isHelpOpen: open })}>
      <Dialog.Trigger asChild>
        <Button look="quiet" icon="keyboard" label={t('player.shortcuts')} />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-veil" />
        <Dialog.Content className="dialog" aria-describedby={undefined}>
          <Dialog.Title asChild>
            <h2>{t('shortcuts.title')}</h2>
          </Dialog.Title>
          <dl>
            {rows.map(([keys, meaning]) => (
              <div key={meaning} className="shortcut">
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{t(`shortcuts.${meaning}`)}</dd>
              </div>
            ))}
          </dl>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
