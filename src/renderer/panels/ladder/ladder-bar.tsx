import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'

interface LadderBarProps {
  readonly isTrueTime: boolean
  readonly onTrueTime: (isTrueTime: boolean) => void
  /** Multiplies the zoom; null fits the columns. */
  readonly onZoom: (factor: number | null) => void
  /** Moves to packets before or after those shown; null when there are none. */
  readonly onEarlier: (() => void) | null
  readonly onLater: (() => void) | null
}

/** The ladder's zoom, its time, and the way to other packets. */
export function LadderBar({ isTrueTime, onTrueTime, onZoom, onEarlier, onLater }: LadderBarProps) {
  const { t } = useTranslation()
  return (
    <div className="ladder-bar">
      <Button look="quiet" icon="minus" label={t('ladder.zoomOut')} onClick={() => onZoom(1 / 1.25)} />
      <Button look="quiet" icon="plus" label={t('ladder.zoomIn')} onClick={() => onZoom(1.25)} />
      <Button look="quiet" icon="fit" label={t('ladder.fit')} onClick={() => onZoom(null)} />
      <label className="ladder-choice">
        <input type="checkbox" checked={isTrueTime} onChange={(event) => onTrueTime(event.target.checked)} />
        {t('ladder.trueTime')}
      </label>
      <Button look="plain" disabled={onEarlier === null} onClick={() => onEarlier?.()}>
        {t('ladder.earlier')}
      </Button>
      <Button look="plain" disabled={onLater === null} onClick={() => onLater?.()}>
        {t('ladder.later')}
      </Button>
    </div>
  )
}
