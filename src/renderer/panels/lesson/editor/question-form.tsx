import { useTranslation } from 'react-i18next'
import { localText, type AcceptedAnswer, type Option, type Question } from '../../../../core/lesson/lesson'
import { packetRefOf } from '../../../../core/lesson/packet-ref'
import { truthOf, type Truth } from '../../../../core/lesson/questions'
import { interfaceOfPoint } from '../../../../core/playback/list-stations'
import { Button } from '../../../parts/button'
import { usePacketName } from '../../../parts/use-packet-name'
import { shownTrace } from '../../../state/screen-state'
import { usePreference, useScreen } from '../../../state/screen-context'
import { useLessonPlayer } from '../../../state/use-lesson'
import { useAnswerText } from '../use-answer-text'
import { LocalTextField } from './local-text-field'
import { headerFields } from './target-field'

interface QuestionFormProps {
  readonly question: Question
  readonly onChange: (question: Question, subject: string) => void
}

/** What is asked, about which packet, and what the packets answer. */
export function QuestionForm({ question, onChange }: QuestionFormProps) {
  const { t } = useTranslation()
  const player = useLessonPlayer()
  const packetName = usePacketName()
  const textOf = useAnswerText(question)
  const language = usePreference('language')
  const selected = useScreen((state) =>
    state.selection === null ? null : shownTrace(state).history.byId(state.selection.journey),
  )
  const journey = player.journeyOf(question.packet)
  const truth = journey === undefined ? null : truthOf(question, journey)
  const places = [...new Set(journey?.sightings.map(({ point }) => interfaceOfPoint(point)))]
  const place = (id: string) => textOf({ kind: 'interface', interface: id })
  const told = (value: Truth): string => {
    switch (value.kind) {
      case 'text':
        return value.texts.join(t('app.comma'))
      case 'option':
        return value.right.map((index) => textOf({ kind: 'option', index })).join(t('app.comma'))
      case 'interface':
      case 'order':
        return textOf(value)
    }
  }
  return (
    <>
      <p className="question-packet">
        <span>{t(`editor.questionKinds.${question.kind}`)}</span>
        <b>{journey === undefined ? t('editor.packetMissing') : packetName(journey)}</b>
        <Button
          disabled={selected === null || selected === journey}
          onClick={() => {
            const packet = selected && packetRefOf(selected)
            if (packet) onChange({ ...question, packet }, 'packet')
          }}
        >
          {t('editor.useSelected')}
        </Button>
      </p>
      <LocalTextField
        label={t('editor.prompt')}
        isLong
        value={question.prompt}
        onChange={(prompt) => onChange({ ...question, prompt }, 'prompt')}
      />
      {(question.kind === 'next-source' || question.kind === 'ttl') && (
        <PlaceField
          value={question.interface}
          places={places}
          nameOf={place}
          onChange={(id) => onChange({ ...question, interface: id }, 'interface')}
        />
      )}
      {question.kind === 'text' && question.fact !== null && (
        <div className="stretch-fields">
          <label className="target-field">
            <span className="field-label">{t('editor.targets.field')}</span>
            <select
              value={question.fact.field}
              onChange={({ target }) => {
                const field = headerFields.find((each) => each === target.value)
                if (field && question.fact) onChange({ ...question, fact: { ...question.fact, field } }, 'field')
              }}
            >
              {headerFields.map((field) => (
                <option key={field} value={field}>
                  {t(`headerFields.${field}`)}
                </option>
              ))}
            </select>
          </label>
          <PlaceField
            value={question.fact.interface}
            places={places}
            nameOf={place}
            onChange={(id) => {
              if (question.fact) onChange({ ...question, fact: { ...question.fact, interface: id } }, 'interface')
            }}
          />
        </div>
      )}
      {question.kind === 'text' && (
        <Accepted
          accepted={question.accepted}
          onChange={(accepted) => onChange({ ...question, accepted }, 'accepted')}
        />
      )}
      {question.kind === 'choose' && (
        <Options
          options={question.options}
          right={truth?.kind === 'option' ? truth.right : []}
          onChange={(options) => onChange({ ...question, options }, 'options')}
        />
      )}
      <LocalTextField
        label={t('editor.explanation')}
        isLong
        value={question.explanation}
        onChange={(explanation) => onChange({ ...question, explanation }, 'explanation')}
      />
      <p className={truth === null ? 'warning-text' : 'soft'} role="status" lang={language}>
        {truth === null ? t('editor.noTruth') : t('lesson.truth', { truth: told(truth) })}
      </p>
    </>
  )
}

interface PlaceFieldProps {
  readonly value: string
  readonly places: readonly string[]
  readonly nameOf: (id: string) => string
  readonly onChange: (id: string) => void
}

function PlaceField({ value, places, nameOf, onChange }: PlaceFieldProps) {
  const { t } = useTranslation()
  return (
    <label className="target-field">
      <span className="field-label">{t('editor.place')}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {!places.includes(value) && <option value={value}>{nameOf(value)}</option>}
        {places.map((id) => (
          <option key={id} value={id}>
            {nameOf(id)}
          </option>
        ))}
      </select>
    </label>
  )
}

interface OptionsProps {
  readonly options: readonly Option[]
  readonly right: readonly number[]
  readonly onChange: (options: readonly Option[]) => void
}

function Options({ options, right, onChange }: OptionsProps) {
  const { t } = useTranslation()
  const language = usePreference('language')
  const set = (index: number, option: Option) => onChange(options.map((each, at) => (at === index ? option : each)))
  return (
    <ol className="question-options">
      {options.map((option, index) => (
        <li key={index} className={right.includes(index) ? 'is-right' : ''}>
          <LocalTextField
            label={`${t('editor.option', { number: index + 1 })}${right.includes(index) ? ` ✓` : ''}`}
            value={option.text}
            onChange={(text) => set(index, { ...option, text })}
          />
          <label className="target-field">
            <span className="field-label">{t('editor.optionFilter')}</span>
            <input
              className="mono"
              value={option.filter}
              onChange={(event) => set(index, { ...option, filter: event.target.value })}
            />
            <Button
              look="quiet"
              icon="minus"
              label={`${t('editor.remove')}: ${localText(option.text, language)}`}
              disabled={options.length <= 2}
              onClick={() => onChange(options.filter((_, at) => at !== index))}
            />
          </label>
        </li>
      ))}
      <li>
        <Button
          icon="plus"
          disabled={options.length >= 12}
          onClick={() => onChange([...options, { text: { en: '', ja: '' }, filter: 'nat:none' }])}
        >
          {t('editor.addOption')}
        </Button>
      </li>
    </ol>
  )
}

interface AcceptedProps {
  readonly accepted: readonly AcceptedAnswer[]
  readonly onChange: (accepted: readonly AcceptedAnswer[]) => void
}

/** Further ways to write the answer, one a line. */
function Accepted({ accepted, onChange }: AcceptedProps) {
  const { t } = useTranslation()
  return (
    <label className="accepted-field">
      <span className="field-label">{t('editor.accepted')}</span>
      <textarea
        rows={2}
        value={accepted.map(({ text }) => text).join('\n')}
        onChange={({ target }) => {
          const lines = target.value.split('\n').slice(0, 64)
          onChange(
            lines.map((text) => ({
              text: text.slice(0, 512),
              filter: accepted.find((each) => each.text === text)?.filter ?? null,
            })),
          )
        }}
      />
    </label>
  )
}
