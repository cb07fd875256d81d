import { useTranslation } from 'react-i18next'
import { formatDuration, formatOffset } from '../../parts/format-time'
import { machineName } from '../../parts/place-of'
import { useTrace } from '../../state/screen-context'

/** The clocks of a recording's machines that differ from the first one's, and how surely that is known. */
export function ClockNote() {
  const { t } = useTranslation()
  const { clocks } = useTrace()
  const notes = Object.entries(clocks).flatMap(([machine, { offset, error }]) => {
    if (Math.round(offset) === 0) return []
    const values = { machine: machineName(machine), offset: formatOffset(offset) }
    return [
      error === null ? t('player.clockUnsure', values) : t('player.clock', { ...values, error: formatDuration(error) }),
    ]
  })
  if (notes.length === 0) return null
  return (
    <span className="clock-note" title={t('player.clockMeaning')}>
      {notes.join(' · ')}
    </span>
  )
}
