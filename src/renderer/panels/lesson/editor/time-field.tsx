import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LessonTime } from '../../../../core/lesson/lesson'
import { Button } from '../../../parts/button'
import { lessonTimeOf } from '../../../state/lesson/lesson-state'
import { useLessonPlayer } from '../../../state/use-lesson'

interface TimeFieldProps {
  readonly label: string
  readonly value: LessonTime
  readonly least: LessonTime
  readonly most: LessonTime
  readonly onChange: (time: LessonTime) => void
}

/** A moment of the lesson's clock as `m:ss.t`, typed or taken from where the film stands. */
export function TimeField({ label, value, least, most, onChange }: TimeFieldProps) {
  const { t } = useTranslation()
  const player = useLessonPlayer()
  const [typed, setTyped] = useState<string | null>(null)
  const give = (time: number) => {
    setTyped(null)
    if (Number.isFinite(time)) onChange(Math.min(most, Math.max(least, time)))
  }
  const read = () => {
    if (typed !== null) give(parseTime(typed))
  }
  return (
    <label className="time-field">
      <span className="field-label">{label}</span>
      <input
        className="mono"
        value={typed ?? formatTime(value)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={read}
        onKeyDown={(event) => {
          if (event.key === 'Enter') read()
        }}
      />
      <Button
        look="quiet"
        icon="follow"
        label={t('editor.now')}
        onClick={() => {
          const { lesson } = player.store.getState()
          if (lesson !== null) give(lessonTimeOf(lesson))
        }}
      />
    </label>
  )
}

function formatTime(time: LessonTime): string {
  const tenths = Math.round(time / 100)
  const seconds = ((tenths % 600) / 10).toFixed(1).padStart(4, '0')
  return `${Math.floor(tenths / 600)}:${seconds}`
}

/** NaN when it is no time. */
function parseTime(text: string): LessonTime {
  const match = /^\s*(?:(\d{1,3}):)?(\d{1,4}(?:[.,]\d{1,3})?)\s*$/.exec(text.normalize('NFKC'))
  if (match === null) return Number.NaN
  return (Number(match[1] ?? 0) * 60 + Number(match[2]!.replace(',', '.'))) * 1000
}
