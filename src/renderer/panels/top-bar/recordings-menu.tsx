import { DropdownMenu } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../parts/icon'
import { playRecording } from '../../state/play-recording'
import { useActions, usePlayback, useScreen } from '../../state/screen-context'
import { useRecordingTitle } from './use-recording-title'

/** Opens the built-in recordings, goes back to live, and saves what was captured. */
export function RecordingsMenu() {
  const { t } = useTranslation()
  const actions = useActions()
  const playback = usePlayback()
  const recordings = useScreen((state) => state.recordings)
  const source = useScreen((state) => state.source)
  const isConnected = useScreen((state) => state.connection === 'connected')
  const canSave = useScreen((state) => state.live.history.size > 0) && isConnected
  const title = useRecordingTitle()
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button button-plain recordings-button">
        <Icon name="film" />
        <span className="button-text">{t('topBar.recordings')}</span>
        <Icon name="chevron" size={12} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          {recordings.map((recording) => (
            <DropdownMenu.Item
              key={recording.id}
              className="menu-item"
              disabled={!isConnected}
              onSelect={() => void playRecording(recording.id, actions, playback)}
            >
              <span>{title(recording)}</span>
              {source.kind === 'recording' && source.id === recording.id && <Icon name="check" size={12} />}
            </DropdownMenu.Item>
          ))}
          {recordings.length > 0 && <DropdownMenu.Separator className="menu-separator" />}
          <DropdownMenu.Item
            className="menu-item"
            // The menu gives the focus back first; the dialog then takes it.
            onSelect={() => setTimeout(() => actions.set({ isFileDialogOpen: true }))}
          >
            <span>{t('openFile.menu')}</span>
            <Icon name="open" size={14} />
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" disabled={source.kind === 'live'} onSelect={actions.showLive}>
            <span>{t('topBar.backToLive')}</span>
            <Icon name="live" size={14} />
          </DropdownMenu.Item>
          <DropdownMenu.Item
            className="menu-item"
            disabled={!canSave || source.kind !== 'live'}
            onSelect={() => void actions.saveCapture()}
          >
            <span>{t('topBar.saveCapture')}</span>
            <Icon name="save" size={14} />
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
