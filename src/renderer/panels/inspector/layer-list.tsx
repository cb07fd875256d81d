import { useTranslation } from 'react-i18next'
import type { Layer } from '../../../core/decode/layer'
import type { ByteRange } from './byte-range'

interface LayerListProps {
  readonly layers: readonly Layer[]
  readonly lit: ByteRange | null
  readonly onLight: (range: ByteRange | null) => void
}

/** The headers with their fields; pointing at one lights up its bytes. */
export function LayerList({ layers, lit, onLight }: LayerListProps) {
  const { t } = useTranslation()
  const isLit = (field: ByteRange) => lit !== null && field.start < lit.end && lit.start < field.end
  return (
    <div className="layers" role="group" aria-label={t('inspector.layersLabel')}>
      {layers.map((layer) => (
        <details key={`${layer.protocol} ${layer.start}`} className="layer" open>
          <summary>{layer.title}</summary>
          {layer.fields.map((field) => (
            <button
              key={`${field.name} ${field.start}`}
              type="button"
              className={`layer-field ${isLit(field) ? 'is-lit' : ''}`}
              onPointerEnter={() => onLight(field)}
              onFocus={() => onLight(field)}
            >
              <span className="soft">{field.label}</span>
              <span className="value mono">{field.value}</span>
            </button>
          ))}
        </details>
      ))}
    </div>
  )
}
