import { Dialog } from 'radix-ui'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'
import { CopyCommand } from '../../parts/copy-command'
import { useReturnFocus } from '../../parts/use-return-focus'
import { playFiles } from '../../state/play-recording'
import { useScreen, useScreenContext } from '../../state/screen-context'

/**
 * Asks which files to open and says which can be. A dialog and not the file chooser at once: browsers show that only
 * after a click, which the desktop's menu is not.
 */
export function OpenFileDialog() {
  const { t } = useTranslation()
  const screen = useScreenContext()
  const { actions } = screen
  const focus = useReturnFocus()
  const isOpen = useScreen((state) => state.isFileDialogOpen)
  const input = useRef<HTMLInputElement>(null)
  const choose = useRef<HTMLButtonElement>(null)
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => actions.set({ isFileDialogOpen: open })}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-veil" />
        <Dialog.Content
          className="dialog open-file"
          aria-describedby={undefined}
          {...focus}
          onOpenAutoFocus={(event) => {
            focus.onOpenAutoFocus()
            event.preventDefault()
            choose.current?.focus()
          }}
        >
          <div className="dialog-head">
            <Dialog.Title asChild>
              <h2>{t('openFile.title')}</h2>
            </Dialog.Title>
            <Dialog.Close asChild>
              <Button look="quiet" icon="close" label={t('app.close')} />
            </Dialog.Close>
          </div>
          <p className="open-file-choose">
            <Button ref={choose} look="primary" icon="open" onClick={() => input.current?.click()}>
              {t('openFile.choose')}
            </Button>
            <span className="soft">{t('openFile.drop')}</span>
          </p>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            onChange={(event) => {
              const files = [...(event.target.files ?? [])]
              if (files.length === 0) return
              actions.set({ isFileDialogOpen: false })
              void playFiles(files, screen)
            }}
          />
          <ul>
            <li>{t('openFile.formats')}</li>
            <li>{t('openFile.several')}</li>
            <li>
              {t('openFile.map')}
              <CopyCommand command="npm run --silent hopscope -- topology --json > topology.json" />
            </li>
          </ul>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
