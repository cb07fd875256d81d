import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { localText, type Question } from '../../../core/lesson/lesson'
import { shuffledHops, sourceChoices, type Answer, type Truth } from '../../../core/lesson/questions'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import type { PickedTarget } from '../../state/lesson/lesson-player'
import type { AskedQuestion } from '../../state/lesson/lesson-state'
import { usePreference, useTrace } from '../../state/screen-context'
import { useLesson, useLessonPlayer } from '../../state/use-lesson'
import { HopOrder } from './hop-order'
import { useAnswerText } from './use-answer-text'

/** A question of the lesson, and once it is answered what the packet says. */
export function QuestionCard() {
  const asked = useLesson((lesson) => lesson?.asked ?? null)
  if (asked === null) return null
  return asked.answer === null ? (
    <OpenQuestion key={asked.question.id} asked={asked} />
  ) : (
    <AnsweredQuestion asked={asked} />
  )
}

function OpenQuestion({ asked: { question, truth } }: { readonly asked: AskedQuestion }) {
  const { t } = useTranslation()
  const player = useLessonPlayer()
  const language = usePreference('language')
  const textOf = useAnswerText(question)
  const prompt = localText(question.prompt, language)
  const { pick } = player
  const isDropped = question.kind === 'dropped-at'
  const give = (answer: Answer) => player.answer(answer, textOf(answer), textOf(truthAnswer(truth)), prompt)
  const giveClicked = useEffectEvent((picked: PickedTarget) => {
    if (picked.kind === 'interface') give({ kind: 'interface', interface: picked.id })
  })
  useEffect(() => (isDropped ? pick((picked) => giveClicked(picked)) : undefined), [isDropped, pick])
  return (
    <section className="question-card" aria-labelledby="question-prompt">
      <header>
        <Icon name="question" />
        <h2 id="question-prompt">{prompt}</h2>
      </header>
      <AnswerField question={question} onAnswer={give} />
      <footer>
        <Button look="quiet" className="question-skip" onClick={player.dismissQuestion}>
          {t('lesson.skipQuestion')}
        </Button>
      </footer>
    </section>
  )
}

function AnsweredQuestion({ asked: { question, truth, answer, isRight } }: { readonly asked: AskedQuestion }) {
  const { t } = useTranslation()
  const player = useLessonPlayer()
  const language = usePreference('language')
  const textOf = useAnswerText(question)
  const explanation = localText(question.explanation, language)
  return (
    <section
      className={`question-card ${isRight === true ? 'is-right' : 'is-wrong'}`}
      role="status"
      aria-label={localText(question.prompt, language)}
    >
      <header>
        <Icon name={isRight === true ? 'check' : 'close'} />
        <h2>{isRight === true ? t('lesson.right') : t('lesson.wrong')}</h2>
        <Button look="quiet" icon="close" label={t('app.dismiss')} onClick={player.dismissQuestion} />
      </header>
      {isRight !== true && answer !== null && <p>{t('lesson.yourAnswer', { answer: textOf(answer) })}</p>}
      <p>{t('lesson.truth', { truth: textOf(truthAnswer(truth)) })}</p>
      {explanation !== '' && <p className="soft">{explanation}</p>}
    </section>
  )
}

/** The packets' answer as somebody would give it. */
function truthAnswer(truth: Truth): Answer {
  switch (truth.kind) {
    case 'text':
      return { kind: 'text', text: truth.texts[0] ?? '' }
    case 'interface':
      return truth
    case 'order':
      return truth
    case 'option':
      return { kind: 'option', index: truth.right[0] ?? 0 }
  }
}

interface AnswerFieldProps {
  readonly question: Question
  readonly onAnswer: (answer: Answer) => void
}

function AnswerField({ question, onAnswer }: AnswerFieldProps) {
  const { t } = useTranslation()
  const player = useLessonPlayer()
  const language = usePreference('language')
  const { history } = useTrace()
  const journey = player.journeyOf(question.packet)
  const textOf = useAnswerText(question)
  switch (question.kind) {
    case 'next-source': {
      const related = history.journeys.filter(({ exchange }) => exchange === journey?.exchange)
      const options = sourceChoices(related).map((text) => ({ label: text, answer: { kind: 'text', text } as const }))
      return <Choices options={options} isMono onAnswer={onAnswer} />
    }
    case 'choose': {
      const options = question.options.map(({ text }, index) => ({
        label: localText(text, language),
        answer: { kind: 'option', index } as const,
      }))
      return <Choices options={options} onAnswer={onAnswer} />
    }
    case 'dropped-at': {
      const interfaces = journey === undefined ? [] : shuffledHops(question, journey)
      const options = interfaces.map((id) => {
        const answer = { kind: 'interface', interface: id } as const
        return { label: textOf(answer), answer }
      })
      return (
        <>
          <p className="soft">{t('lesson.clickInterface')}</p>
          <Choices options={options} isMono onAnswer={onAnswer} />
        </>
      )
    }
    case 'order-hops':
      return journey === undefined ? null : (
        <HopOrder
          initial={shuffledHops(question, journey)}
          nameOf={(id) => textOf({ kind: 'interface', interface: id })}
          onAnswer={(interfaces) => onAnswer({ kind: 'order', interfaces })}
        />
      )
    case 'ttl':
      return <TextAnswer isNumber onAnswer={onAnswer} />
    case 'text':
      return <TextAnswer onAnswer={onAnswer} />
  }
}

interface ChoicesProps {
  readonly options: readonly { readonly label: string; readonly answer: Answer }[]
  readonly isMono?: boolean
  readonly onAnswer: (answer: Answer) => void
}

function Choices({ options, isMono = false, onAnswer }: ChoicesProps) {
  return (
    <ul className={`answer-choices ${isMono ? 'mono' : ''}`}>
      {options.map(({ label, answer }) => (
        <li key={label}>
          <Button onClick={() => onAnswer(answer)}>{label}</Button>
        </li>
      ))}
    </ul>
  )
}

function TextAnswer({ isNumber = false, onAnswer }: { isNumber?: boolean; onAnswer: (answer: Answer) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  return (
    <form
      className="answer-text"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') onAnswer({ kind: 'text', text })
      }}
    >
      <input
        value={text}
        onChange={(event) => setText(event.target.value)}
        aria-label={t('lesson.yourAnswerLabel')}
        placeholder={t('lesson.yourAnswerLabel')}
        inputMode={isNumber ? 'numeric' : 'text'}
        autoComplete="off"
        spellCheck={false}
        maxLength={512}
        autoFocus
      />
      <button type="submit" className="button button-primary" disabled={text.trim() === ''}>
        {t('lesson.giveAnswer')}
      </button>
    </form>
  )
}
