import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'
import { formatElapsed } from '../../parts/format-time'

/** Names a marker that was just set; Enter or leaving keeps what was typed, Escape leaves it without a name. */
export function MarkerLabel({ at, onDone }: { readonly at: number; readonly onDone: (label: string) => void }) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [label, setLabel] = useState('')
  const time = formatElapsed(at)
  // Where the teacher was, the keys work again afterwards.
  useEffect(() => {
    const before = document.activeElement
    input.current?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <form
      className="marker-label"
      onSubmit={(event) => {
        event.preventDefault()
        onDone(label)
      }}
    >
      <input
        ref={input}
        type="text"
        maxLength={200}
        value={label}
        aria-label={t('record.markerLabel', { time })}
        placeholder={t('record.markerPlaceholder', { time })}
        onChange={(event) => setLabel(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone('')
        }}
      />
      <Button onClick={() => onDone(label)}>{t('record.markerDone')}</Button>
    </form>
  )
}
