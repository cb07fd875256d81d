import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'

interface MapControlsProps {
  readonly onZoom: (factor: number) => void
  readonly onFit: () => void
}

const zoomStep = 1.3

/** Zooms the map without a wheel. */
export function MapControls({ onZoom, onFit }: MapControlsProps) {
  const { t } = useTranslation()
  return (
    <div className="map-controls">
      <Button icon="plus" label={t('map.zoomIn')} onClick={() => onZoom(zoomStep)} />
      <Button icon="minus" label={t('map.zoomOut')} onClick={() => onZoom(1 / zoomStep)} />
      <Button icon="fit" label={t('map.fit')} onClick={onFit} />
    </div>
  )
}
