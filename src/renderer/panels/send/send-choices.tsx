import { useTranslation } from 'react-i18next'
import { localText } from '../../../core/lesson/lesson'
import { longestGif } from '../../lesson-video/export-gif'
import { lessonOf } from '../../state/lesson/lesson-state'
import type { SendOptions } from '../../state/lesson/send-lesson'
import { useLesson } from '../../state/use-lesson'
import { TimeField } from '../lesson/editor/time-field'

interface SendChoicesProps {
  readonly options: SendOptions
  readonly isDisabled: boolean
  readonly onChange: (options: SendOptions) => void
}

/** What can be chosen about the file that is made; only what makes a difference to it. */
export function SendChoices({ options, isDisabled, onChange }: SendChoicesProps) {
  const { t } = useTranslation()
  const lesson = useLesson((open) => (open === null ? null : lessonOf(open)))
  const hasVoice = useLesson((open) => open?.content.narration != null)
  if (lesson === null) return null
  const { format, stretch } = options
  const isVideo = format === 'webm' || format === 'mp4'
  const isPicture = isVideo || format === 'gif'
  return (
    <fieldset className="send-options" disabled={isDisabled}>
      {format !== 'hopscope' && (
        <label>
          <span>{t('send.language')}</span>
          <select
            value={options.language}
            onChange={({ target }) => onChange({ ...options, language: target.value === 'ja' ? 'ja' : 'en' })}
          >
            <option value="en">English</option>
            <option value="ja">日本語</option>
          </select>
        </label>
      )}
      {isVideo && (
        <label>
          <span>{t('send.size')}</span>
          <select
            value={options.height}
            onChange={({ target }) => onChange({ ...options, height: target.value === '720' ? 720 : 1080 })}
          >
            <option value={1080}>1920 × 1080</option>
            <option value={720}>1280 × 720</option>
          </select>
        </label>
      )}
      {isPicture && (
        <label>
          <span>{t('send.theme')}</span>
          <select
            value={options.theme}
            onChange={({ target }) =>
              onChange({
                ...options,
                theme: target.value === 'light' ? 'light' : target.value === 'projector' ? 'projector' : 'dark',
              })
            }
          >
            <option value="dark">{t('theme.dark')}</option>
            <option value="light">{t('theme.light')}</option>
            <option value="projector">{t('theme.projector')}</option>
          </select>
        </label>
      )}
      {isPicture && (
        <label>
          <span>{t('send.captions')}</span>
          <select
            value={options.captions}
            onChange={({ target }) =>
              onChange({
                ...options,
                captions: target.value === 'track' ? 'track' : target.value === 'none' ? 'none' : 'burnt-in',
              })
            }
          >
            <option value="burnt-in">{t('send.captionKinds.burnt-in')}</option>
            {isVideo && <option value="track">{t('send.captionKinds.track')}</option>}
            <option value="none">{t('send.captionKinds.none')}</option>
          </select>
        </label>
      )}
      {format === 'gif' && (
        <>
          <TimeField
            label={t('editor.from')}
            value={stretch.from}
            least={0}
            most={stretch.to - 100}
            onChange={(from) => onChange({ ...options, stretch: { ...stretch, from } })}
          />
          <TimeField
            label={t('editor.to')}
            value={stretch.to}
            least={stretch.from + 100}
            most={Math.min(lesson.duration, stretch.from + longestGif)}
            onChange={(to) => onChange({ ...options, stretch: { ...stretch, to } })}
          />
          {lesson.chapters.length > 0 && (
            <label>
              <span>{t('send.chapter')}</span>
              <select
                value=""
                onChange={({ target }) => {
                  const index = Number(target.value)
                  const from = lesson.chapters[index]?.at ?? 0
                  const to = Math.min(lesson.chapters[index + 1]?.at ?? lesson.duration, from + longestGif)
                  if (target.value !== '') onChange({ ...options, stretch: { from, to } })
                }}
              >
                <option value="">{t('send.chooseChapter')}</option>
                {lesson.chapters.map((chapter, index) => (
                  <option key={index} value={index}>
                    {localText(chapter.title, options.language)}
                  </option>
                ))}
              </select>
            </label>
          )}
        </>
      )}
      {format === 'worksheet' && (
        <label className="send-check">
          <input
            type="checkbox"
            checked={options.hasSolutions}
            onChange={({ target }) => onChange({ ...options, hasSolutions: target.checked })}
          />
          {t('send.solutions')}
        </label>
      )}
      <label className="send-check">
        <input
          type="checkbox"
          checked={options.isRedacted}
          onChange={({ target }) => onChange({ ...options, isRedacted: target.checked })}
        />
        <span>
          {t('send.redact')}
          <span className="soft"> {hasVoice ? t('send.redactVoice') : t('send.redactMeaning')}</span>
        </span>
      </label>
    </fieldset>
  )
}
