import { useMemo, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { formatClockTime } from '../../parts/format-clock-time'
import { lessonOf } from '../../state/lesson/lesson-state'
import { useLesson, useLessonPlayer } from '../../state/use-lesson'

const keyStep = 5_000

/** The lesson as a line: chapters divide it, questions stand on it; drag it to go there. */
export function LessonScrubber() {
  const { t } = useTranslation()
  const player = useLessonPlayer()
  const lesson = useLesson((open) => (open === null ? null : lessonOf(open)))
  const clock = useLesson((open) => open?.clock ?? null)
  const shown = useLesson((open) => open?.shown ?? 0)
  const results = useLesson((open) => open?.results)
  const marks = useMemo(() => {
    if (lesson === null || clock === null || clock.duration === 0) return null
    const share = (time: number) => `${(clock.shownTime(time) / clock.duration) * 100}%`
    return {
      chapters: lesson.chapters.map(({ at }) => share(at)),
      questions: lesson.questions.map(({ id, at }) => ({ id, left: share(at) })),
      slow: lesson.slow.map(({ from, to }) => ({
        left: share(from),
        width: `${((clock.shownTime(to) - clock.shownTime(from)) / clock.duration) * 100}%`,
      })),
    }
  }, [lesson, clock])
  if (clock === null || marks === null) return <div className="lesson-scrubber" />
  const seek = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    player.seek(((event.clientX - box.left) / box.width) * clock.duration)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return
    const to = {
      ArrowLeft: shown - keyStep,
      ArrowRight: shown + keyStep,
      PageDown: shown - 6 * keyStep,
      PageUp: shown + 6 * keyStep,
      Home: 0,
      End: clock.duration,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    event.stopPropagation()
    player.seek(to)
  }
  const done = `${(shown / clock.duration) * 100}%`
  return (
    <div
      className="lesson-scrubber"
      role="slider"
      tabIndex={0}
      aria-label={t('lesson.position')}
      aria-valuemin={0}
      aria-valuemax={Math.round(clock.duration / 1000)}
      aria-valuenow={Math.round(shown / 1000)}
      aria-valuetext={`${formatClockTime(shown)} / ${formatClockTime(clock.duration)}`}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        seek(event)
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && seek(event)}
      onKeyDown={onKeyDown}
    >
      <div className="lesson-rail" />
      {marks.slow.map((style, index) => (
        <div key={index} className="lesson-slow" style={style} />
      ))}
      <div className="lesson-done" style={{ width: done }} />
      {marks.chapters.map((left, index) => (
        <div key={index} className="lesson-chapter-mark" style={{ left }} />
      ))}
      {marks.questions.map(({ id, left }) => (
        <div
          key={id}
          className={`lesson-question-mark ${results?.has(id) ? (results.get(id)!.isRight ? 'is-right' : 'is-wrong') : ''}`}
          style={{ left }}
        />
      ))}
      <div className="lesson-thumb" style={{ left: done }} />
    </div>
  )
}
