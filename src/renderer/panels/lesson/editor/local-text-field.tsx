import { useTranslation } from 'react-i18next'
import type { LocalText } from '../../../../core/lesson/lesson'

interface LocalTextFieldProps {
  readonly label: string
  readonly value: LocalText
  readonly isLong?: boolean
  readonly onChange: (text: LocalText) => void
}

/** One text in both languages, side by side. */
export function LocalTextField({ label, value, isLong = false, onChange }: LocalTextFieldProps) {
  const { t } = useTranslation()
  return (
    <fieldset className="local-text">
      <legend>{label}</legend>
      {(['en', 'ja'] as const).map((language) => {
        const shared = {
          lang: language,
          value: value[language],
          maxLength: 2000,
          'aria-label': `${label}, ${t(`editor.language.${language}`)}`,
          placeholder: t(`editor.language.${language}`),
        }
        const change = (text: string) => onChange({ ...value, [language]: text })
        return isLong ? (
          <textarea key={language} rows={2} {...shared} onChange={(event) => change(event.target.value)} />
        ) : (
          <input key={language} {...shared} onChange={(event) => change(event.target.value)} />
        )
      })}
    </fieldset>
  )
}
