import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { commandRow } from '../../../contract/commands'
import type { LessonRecording } from '../../../contract/messages'
import { useCommand } from '../../commands/use-command'
import { useProblemText } from '../../i18n/use-problem-text'
import { Button } from '../../parts/button'
import { formatElapsed } from '../../parts/format-time'
import { Icon } from '../../parts/icon'
import { KeyNames } from '../../parts/key-names'
import { useScreen, useScreenContext } from '../../state/screen-context'
import { LevelMeter } from './level-meter'
import { MarkerLabel } from './marker-label'

/** Shows that a lesson is recorded, how it stands, and what can be done meanwhile; nothing while none is. */
export function RecordingBar() {
  const { lessonRecorder } = useScreenContext()
  const phase = useStore(lessonRecorder.store, (state) => state.phase)
  const recording = useScreen((state) => state.lessonRecording)
  const isOwn = phase !== 'idle' && phase !== 'starting'
  useKeepPage(isOwn)
  if (!isOwn && recording === null) return null
  return <Bar isOwn={isOwn} recording={recording} />
}

function Bar({ isOwn, recording }: { readonly isOwn: boolean; readonly recording: LessonRecording | null }) {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const { lessonRecorder } = useScreenContext()
  const { phase, hasVoice, marker } = useStore(lessonRecorder.store)
  const isPaused = isOwn ? phase === 'paused' : recording?.state === 'paused'
  const isStopping = phase === 'stopping'
  const pause = () => void lessonRecorder.pause(phase === 'recording')
  const canPause = phase === 'recording' || phase === 'paused'
  useCommand('pauseLesson', pause, canPause)
  useCommand('markLesson', lessonRecorder.mark, phase === 'recording')
  const state = isStopping ? t('record.stopping') : isPaused ? t('record.paused') : t('record.recording')
  return (
    <section className={`recording-bar ${isPaused || isStopping ? 'is-still' : ''}`} aria-label={t('record.bar')}>
      <span className="recording-dot" aria-hidden="true" />
      <strong role="status">{state}</strong>
      <Elapsed elapsed={isOwn ? lessonRecorder.elapsed : () => recording?.elapsed ?? 0} />
      {isOwn && (hasVoice ? <LevelMeter level={lessonRecorder.level} /> : <NoVoice />)}
      {!isOwn && <span className="soft">{t('record.elsewhere')}</span>}
      {recording !== null && recording.freeBytes !== null && <FreeSpace bytes={recording.freeBytes} />}
      {recording?.problem && (
        <span className="recording-problem">
          <Icon name="warning" />
          {problemText(recording.problem)}
        </span>
      )}
      <div className="recording-controls">
        {marker !== null && <MarkerLabel key={marker.at} at={marker.at} onDone={lessonRecorder.labelMarker} />}
        {isOwn && (
          <>
            <Button
              icon="marker"
              disabled={phase !== 'recording'}
              onClick={lessonRecorder.mark}
              title={t('record.markerTitle')}
            >
              {t('record.marker')}
              <KeyNames shortcut={commandRow('markLesson').keys[0]!} />
            </Button>
            <Button icon={isPaused ? 'record' : 'pause'} disabled={!canPause} onClick={pause}>
              {isPaused ? t('record.resume') : t('record.pause')}
            </Button>
          </>
        )}
        <Button look="primary" icon="stop" disabled={isStopping} onClick={() => void lessonRecorder.stop()}>
          {t('record.stop')}
        </Button>
      </div>
    </section>
  )
}

function Elapsed({ elapsed }: { readonly elapsed: () => number }) {
  const { t } = useTranslation()
  const [, setTick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), 200)
    return () => clearInterval(timer)
  }, [])
  return (
    <span className="recording-elapsed mono" role="timer" aria-label={t('record.elapsed')}>
      {formatElapsed(elapsed())}
    </span>
  )
}

function NoVoice() {
  const { t } = useTranslation()
  return (
    <span className="recording-no-voice">
      <Icon name="muted" />
      {t('record.noVoice')}
    </span>
  )
}

function FreeSpace({ bytes }: { readonly bytes: number }) {
  const { t, i18n } = useTranslation()
  const isLarge = bytes >= 1024 ** 3
  const size = new Intl.NumberFormat(i18n.language, {
    style: 'unit',
    unit: isLarge ? 'gigabyte' : 'megabyte',
    maximumFractionDigits: isLarge && bytes < 100 * 1024 ** 3 ? 1 : 0,
  }).format(bytes / (isLarge ? 1024 ** 3 : 1024 ** 2))
  return (
    <span className="soft" title={t('record.freeTitle')}>
      {t('record.free', { size })}
    </span>
  )
}

/** A browser asks before it leaves a page that records; the desktop's window is packed up by the tracer. */
function useKeepPage(isRecording: boolean): void {
  useEffect(() => {
    if (!isRecording || window.hopscope !== undefined) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isRecording])
}
