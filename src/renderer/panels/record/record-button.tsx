import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useCommand } from '../../commands/use-command'
import { Button } from '../../parts/button'
import { useScreen, useScreenContext } from '../../state/screen-context'

/** Begins to record a lesson; while one is recorded the bar below has what ends it. */
export function RecordButton() {
  const { t } = useTranslation()
  const { lessonRecorder } = useScreenContext()
  const phase = useStore(lessonRecorder.store, (state) => state.phase)
  const isLive = useScreen((state) => state.source.kind === 'live')
  const isConnected = useScreen((state) => state.connection === 'connected')
  const isRecording = useScreen((state) => state.lessonRecording !== null) || phase !== 'idle'
  const toggle = () => void (isRecording ? lessonRecorder.stop() : lessonRecorder.start())
  const canToggle = isConnected && (isRecording ? phase !== 'starting' && phase !== 'stopping' : isLive)
  useCommand('recordLesson', toggle, canToggle)
  const text = phase === 'starting' ? t('record.starting') : t('record.start')
  return (
    <Button
      icon="lesson"
      className="record-button"
      disabled={!isLive || !isConnected || isRecording}
      onClick={toggle}
      title={isLive ? text : t('topBar.liveOnly')}
    >
      <span className="button-text">{text}</span>
    </Button>
  )
}
