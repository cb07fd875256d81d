import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { localText } from '../../../core/lesson/lesson'
import { writeResultSheet } from '../../../core/lesson/result-sheet'
import { Button } from '../../parts/button'
import { saveFile } from '../../parts/save-file'
import { lessonOf } from '../../state/lesson/lesson-state'
import { usePreference } from '../../state/screen-context'
import { useLesson, useLessonPlayer } from '../../state/use-lesson'

/** How the lesson's questions were answered, to be kept as a table. */
export function ResultSheet() {
  const { t } = useTranslation()
  const player = useLessonPlayer()
  const language = usePreference('language')
  const lesson = useLesson((open) => (open === null ? null : lessonOf(open)))
  const results = useLesson((open) => open?.results)
  const [student, setStudent] = useState('')
  if (lesson === null || results === undefined || lesson.questions.length === 0) return null
  const answered = lesson.questions.flatMap(({ id }) => results.get(id) ?? [])
  const right = answered.filter(({ isRight }) => isRight).length
  const save = () => {
    const numbered = answered.map((result) => {
      const number = lesson.questions.findIndex(({ id }) => id === result.question) + 1
      return { ...result, question: String(number) }
    })
    const sheet = writeResultSheet(localText(lesson.title, language), student.trim(), numbered, language)
    saveFile(`${lesson.id}-results.csv`, 'text/csv', new TextEncoder().encode(sheet))
  }
  return (
    <aside className="result-sheet" aria-label={t('lesson.results')}>
      <h3>{t('lesson.results')}</h3>
      <p>{t('lesson.score', { right, answered: answered.length, all: lesson.questions.length })}</p>
      <ol>
        {lesson.questions.map(({ id }) => {
          const result = results.get(id)
          const state = result === undefined ? 'open' : result.isRight ? 'right' : 'wrong'
          return (
            <li key={id} className={`result-${state}`}>
              {t(`lesson.result.${state}`)}
            </li>
          )
        })}
      </ol>
      <label className="field">
        <span className="field-label">{t('lesson.student')}</span>
        <input value={student} maxLength={120} onChange={(event) => setStudent(event.target.value)} />
      </label>
      <div className="result-buttons">
        <Button icon="save" disabled={answered.length === 0} onClick={save}>
          {t('lesson.saveResults')}
        </Button>
        <Button icon="loop" disabled={answered.length === 0} onClick={player.restart}>
          {t('lesson.restart')}
        </Button>
      </div>
    </aside>
  )
}
