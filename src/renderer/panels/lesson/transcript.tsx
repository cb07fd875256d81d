import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { captionAt } from '../../../core/lesson/at-moment'
import { localText, type Lesson } from '../../../core/lesson/lesson'
import { formatClockTime } from '../../parts/format-clock-time'
import { lessonOf, lessonTimeOf } from '../../state/lesson/lesson-state'
import { usePreference } from '../../state/screen-context'
import { useLesson, useLessonPlayer } from '../../state/use-lesson'

/** Everything that the lesson says, in order; a line leads to its moment. */
export function Transcript() {
  const { t } = useTranslation()
  const player = useLessonPlayer()
  const language = usePreference('language')
  const lesson = useLesson((open) => (open === null ? null : lessonOf(open)))
  const clock = useLesson((open) => open?.clock ?? null)
  const current = useLesson((open) => (open === null ? null : captionAt(lessonOf(open), lessonTimeOf(open))))
  // What is said after a question tells its answer.
  const until = useLesson((open) => (open?.phase === 'asking' ? (open.asked?.question.at ?? Infinity) : Infinity))
  const lines = useMemo(
    () =>
      lesson === null
        ? []
        : linesOf(lesson).filter(({ at, kind }) => at < until || (at === until && kind !== 'caption')),
    [lesson, until],
  )
  if (clock === null) return null
  return (
    <ol className="transcript">
      {lines.map((line) => (
        <li key={line.key} className={`line-${line.kind} ${line.item === current ? 'is-current' : ''}`}>
          <button type="button" onClick={() => player.seekLesson(line.at)}>
            <time>{formatClockTime(clock.shownTime(line.at))}</time>
            <span>
              {line.kind === 'question' && <b>{t('lesson.question')} </b>}
              {localText(line.text, language) || t(`lesson.unnamed.${line.kind}`)}
            </span>
          </button>
        </li>
      ))}
      {lines.length === 0 && <li className="soft">{t('lesson.noWords')}</li>}
    </ol>
  )
}

function linesOf({ chapters, captions, questions }: Lesson) {
  return [
    ...chapters.map((item) => ({ kind: 'chapter', at: item.at, text: item.title, item, key: `a${item.at}` }) as const),
    ...captions.map(
      (item) => ({ kind: 'caption', at: item.from, text: item.text, item, key: `b${item.from}` }) as const,
    ),
    ...questions.map(
      (item) => ({ kind: 'question', at: item.at, text: item.prompt, item, key: `c${item.id}` }) as const,
    ),
  ].sort((a, b) => a.at - b.at || a.key.localeCompare(b.key))
}
