import { useTranslation } from 'react-i18next'
import { trueTimeAt } from '../../../core/playback/true-time-at'
import { formatClock, formatOffset } from '../../parts/format-time'
import { usePlaybackState } from '../../state/screen-context'

/** The moment of the log that the scene shows: since its first packet, and on the clock. */
export function PlayerTime() {
  const { t } = useTranslation()
  const timeline = usePlaybackState((state) => state.timeline)
  const time = usePlaybackState((state) => state.player.time)
  const moment = trueTimeAt(timeline, time)
  return (
    <span className="player-time mono" title={moment ? formatClock(moment) : t('player.nothing')}>
      {moment === null ? '—' : moment.sinceOrigin <= 0 ? t('player.first') : formatOffset(moment.sinceOrigin)}
    </span>
  )
}
