import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'
import { MapLegend } from './map-legend'

interface MapControlsProps {
  readonly onZoomIn: () => void
  readonly onZoomOut: () => void
  readonly onFit: () => void
  /** Null while every box is where the layout puts it. */
  readonly onReset: (() => void) | null
}

/** Zooms the map without a wheel. */
export function MapControls({ onZoomIn, onZoomOut, onFit, onReset }: MapControlsProps) {
  const { t } = useTranslation()
  return (
    <div className="map-controls">
      <MapLegend />
      {onReset && <Button icon="back" label={t('map.reset')} onClick={onReset} />}
      <Button icon="plus" label={t('map.zoomIn')} onClick={onZoomIn} />
      <Button icon="minus" label={t('map.zoomOut')} onClick={onZoomOut} />
      <Button icon="fit" label={t('map.fit')} onClick={onFit} />
    </div>
  )
}
