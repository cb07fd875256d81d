import { Dialog } from 'radix-ui'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useReturnFocus } from '../../parts/use-return-focus'
import { useActions, useScreen } from '../../state/screen-context'
import { PaletteSearch } from './palette-search'

/** Every command by its name, in either language; opened by its key or its button. */
export function CommandPalette() {
  const { t } = useTranslation()
  const actions = useActions()
  const isOpen = useScreen((state) => state.isPaletteOpen)
  const chosen = useRef<(() => void) | null>(null)
  // The command runs where the focus was, and may take it elsewhere.
  const focus = useReturnFocus(() => {
    const run = chosen.current
    chosen.current = null
    run?.()
  })
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => actions.set({ isPaletteOpen: open })}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-veil" />
        <Dialog.Content className="dialog palette" aria-describedby={undefined} {...focus}>
          <Dialog.Title className="visually-hidden">{t('commands.title')}</Dialog.Title>
          <PaletteSearch
            onChoose={(run) => {
              chosen.current = run
              actions.set({ isPaletteOpen: false })
            }}
          />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
