import { useTranslation } from 'react-i18next'
import { trimLesson } from '../../../../core/lesson/edit'
import { Button } from '../../../parts/button'
import { lessonOf, lessonTimeOf } from '../../../state/lesson/lesson-state'
import { useLesson, useLessonPlayer } from '../../../state/use-lesson'
import { LocalTextField } from './local-text-field'

/** What the lesson is called and about, while nothing in it is chosen. */
export function LessonForm() {
  const { t } = useTranslation()
  const player = useLessonPlayer()
  const lesson = useLesson((open) => (open === null ? null : lessonOf(open)))
  if (lesson === null) return null
  const trim = (edge: 'begin' | 'end') => {
    const open = player.store.getState().lesson
    const at = open === null ? 0 : lessonTimeOf(open)
    player.edit((now) => trimLesson(now, edge, at))
  }
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
      <div className="trim-buttons">
        <Button onClick={() => trim('begin')}>{t('editor.beginHere')}</Button>
        <Button onClick={() => trim('end')}>{t('editor.endHere')}</Button>
      </div>
      <p className="soft">{t('editor.hint')}</p>
    </>
  )
}
