import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'
import { formatClockTime } from '../../parts/format-clock-time'
import { useScreen, useScreenContext } from '../../state/screen-context'
import { useLesson, useLessonPlayer } from '../../state/use-lesson'
import { ChapterMenu } from './chapter-menu'
import { LessonScrubber } from './lesson-scrubber'
import { LessonSpeed } from './lesson-speed'

/** Plays the lesson that is open; while the student has taken over, the way back to it. */
export function LessonBar() {
  const { t } = useTranslation()
  const player = useLessonPlayer()
  const phase = useLesson((lesson) => lesson?.phase ?? null)
  const isEmbedded = useScreen((state) => state.isEmbedded)
  const isPlaying = phase === 'playing'
  if (phase === null) return null
  if (phase === 'exploring') return <ReturnStrip />
  return (
    <div className="lesson-bar" role="toolbar" aria-label={t('lesson.label')}>
      <Button
        look="quiet"
        icon={isPlaying ? 'pause' : 'play'}
        label={isPlaying ? t('lesson.pause') : t('lesson.play')}
        disabled={phase === 'asking'}
        onClick={player.toggle}
      />
      <ChapterMenu />
      <LessonSpeed />
      <LessonScrubber />
      <LessonTime />
      <Button icon="follow" title={t('lesson.takeOverMeaning')} onClick={player.takeOver}>
        <span className="button-text">{t('lesson.takeOver')}</span>
      </Button>
      {!isEmbedded && <AuthorTools />}
    </div>
  )
}

/** What changes the lesson and takes it elsewhere; a page that holds the lesson has none of it. */
function AuthorTools() {
  const { t } = useTranslation()
  const { actions, commands } = useScreenContext()
  const isEditing = useLesson((lesson) => lesson?.isEditing ?? false)
  return (
    <>
      <Button icon="edit" aria-pressed={isEditing} onClick={() => commands.run('editLesson')}>
        <span className="button-text">{t('lesson.edit')}</span>
      </Button>
      <Button icon="send" onClick={() => actions.set({ isSendOpen: true })}>
        <span className="button-text">{t('lesson.send')}</span>
      </Button>
    </>
  )
}

function LessonTime() {
  const shown = useLesson((lesson) => formatClockTime(lesson?.shown ?? 0))
  const duration = useLesson((lesson) => formatClockTime(lesson?.clock.duration ?? 0))
  return (
    <span className="lesson-time">
      {shown} / {duration}
    </span>
  )
}

function ReturnStrip() {
  const { t } = useTranslation()
  const player = useLessonPlayer()
  const at = useLesson((lesson) => formatClockTime(lesson?.shown ?? 0))
  const isAsking = useLesson((lesson) => lesson?.asked?.answer === null)
  return (
    <div className="lesson-bar return-strip" role="status">
      <span>{isAsking ? t('lesson.exploringQuestion') : t('lesson.exploring', { at })}</span>
      <Button look="primary" icon="loop" onClick={player.return}>
        {t('lesson.return')}
      </Button>
    </div>
  )
}
