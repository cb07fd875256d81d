import { useTranslation } from 'react-i18next'
import { localText } from '../../../core/lesson/lesson'
import { lessonOf } from '../../state/lesson/lesson-state'
import { usePreference } from '../../state/screen-context'
import { useLesson } from '../../state/use-lesson'
import { LessonEditor } from './editor/lesson-editor'
import { ResultSheet } from './result-sheet'
import { Transcript } from './transcript'

/** The lesson that is open, in words: what it says and when, and how its questions were answered; or its editor. */
export function LessonPanel() {
  const { t } = useTranslation()
  const language = usePreference('language')
  const lesson = useLesson((open) => (open === null ? null : lessonOf(open)))
  const isEditing = useLesson((open) => open?.isEditing ?? false)
  if (lesson === null) return null
  if (isEditing) return <LessonEditor />
  const description = localText(lesson.description, language)
  return (
    <section className="lesson-panel" aria-label={t('tabs.lesson')} tabIndex={0}>
      <div className="lesson-text">
        <h2>{localText(lesson.title, language)}</h2>
        {description !== '' && <p className="soft">{description}</p>}
        <Transcript />
      </div>
      <ResultSheet />
    </section>
  )
}
