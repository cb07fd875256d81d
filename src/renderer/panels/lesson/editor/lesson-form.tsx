import { useTranslation } from 'react-i18next'
import { lessonOf } from '../../../state/lesson/lesson-state'
import { useLesson, useLessonPlayer } from '../../../state/use-lesson'
import { LocalTextField } from './local-text-field'

/** What the lesson is called and about, while nothing in it is chosen. */
export function LessonForm() {
  const { t } = useTranslation()
  const player = useLessonPlayer()
  const lesson = useLesson((open) => (open === null ? null : lessonOf(open)))
  if (lesson === null) return null
  return (
    <>
      <LocalTextField
        label={t('editor.title')}
        value={lesson.title}
        onChange={(title) => player.edit((now) => ({ ...now, title }), 'title')}
      />
      <LocalTextField
        label={t('editor.description')}
        isLong
        value={lesson.description}
        onChange={(description) => player.edit((now) => ({ ...now, description }), 'description')}
      />
      <p className="soft">{t('editor.hint')}</p>
    </>
  )
}
