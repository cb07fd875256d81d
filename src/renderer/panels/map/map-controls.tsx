import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'

interface MapControlsProps {
  readonly onZoomIn: () => void
  readonly onZoomOut: () => void
  readonly onFit: () => void
}

/** Zooms the map without a wheel. */
export function MapControls({ onZoomIn, onZoomOut, onFit }: MapControlsProps) {
  const { t } = useTranslation()
  return (
    <div className="map-controls">
      <Button icon="plus" label={t('map.zoomIn')} onClick={onZoomIn} />
      <Button icon="minus" label={t('map.zoomOut')} onClick={onZoomOut} />
      <Button icon="fit" label={t('map.fit')} onClick={onFit} />
    </div>
  )
}
