import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sighting } from '../../../core/correlate/sighting'
import { CopyButton } from '../../parts/copy-button'
import { placeOf } from '../../parts/place-of'
import type { LayerPair } from '../../state/compare-layers'
import { lineOf } from '../../state/packet-line'
import { HexDump } from './hex-dump'
import { LayerList } from './layer-list'
import type { LitField, Side } from './lit-field'

interface PduColumnProps {
  readonly side: Side
  readonly sighting: Sighting
  readonly layers: readonly LayerPair[]
  readonly changed: ReadonlyMap<number, number>
  /** Only what changed, without the raw line and the bytes. */
  readonly isBrief: boolean
  readonly lit: LitField | null
  readonly onLight: (lit: LitField | null) => void
}

/**
 * One frame of a hop as it was captured: its headers, its line and its bytes, lit up in each other. Drawn anew only when
 * they change: live, the screen around it does with every batch of packets.
 */
export const PduColumn = memo(function PduColumn({
  side,
  sighting,
  layers,
  changed,
  isBrief,
  lit,
  onLight,
}: PduColumnProps) {
  const { t } = useTranslation()
  const { packet, point } = sighting
  const bytes = packet.bytes.subarray(packet.start, packet.end)
  const line = lineOf(sighting)
  const hasChanges = layers.some((layer) => layer.fields.some((pair) => pair.isChanged && pair[side] !== null))
  return (
    <section className={`pdu pdu-${side}`}>
      <h3>
        {t(`hopView.${side}`)} · <span className="mono">{point.interfaceName}</span>{' '}
        <span className="soft">{placeOf(point)}</span>
      </h3>
      {isBrief && !hasChanges ? (
        <p className="soft">{t('hopView.nothingChanged')}</p>
      ) : (
        <LayerList layers={layers} side={side} isBrief={isBrief} lit={lit} onLight={onLight} />
      )}
      {!isBrief && (
        <>
          <h4>{t('inspector.rawLine', { interface: point.interfaceName })}</h4>
          <p className="raw-line mono">
            {line} <CopyButton text={line} label={t('inspector.copyLine')} />
          </p>
          {sighting.line === null && <p className="soft">{t('inspector.noLine')}</p>}
          <h4>{t('inspector.bytes', { interface: point.interfaceName })}</h4>
          <HexDump bytes={bytes} layers={layers} side={side} changed={changed} lit={lit} onLight={onLight} />
          <HexLegend layers={layers} side={side} />
          <p className="soft">
            {t('inspector.byteCount', { count: bytes.length })}
            {packet.isTruncated && ` · ${t('inspector.truncated')}`}
          </p>
        </>
      )}
    </section>
  )
})

/** Which line under the bytes belongs to which header. */
function HexLegend({ layers, side }: Pick<PduColumnProps, 'layers' | 'side'>) {
  const headers = layers.flatMap((pair) => pair[side] ?? []).filter(({ protocol }) => protocol !== 'data')
  return (
    <p className="hex-legend mono" aria-hidden="true">
      {headers.map(({ protocol, isQuoted, start }) => (
        <span key={`${protocol} ${start}`} className="hex-byte" data-protocol={isQuoted ? 'quoted' : protocol}>
          {isQuoted ? `“${protocol}”` : protocol}
        </span>
      ))}
    </p>
  )
}
