import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sighting } from '../../../core/correlate/sighting'
import { describeLayers } from '../../../core/decode/describe-layers'
import { lineOf } from '../../state/packet-line'
import type { ByteRange } from './byte-range'
import { HexDump } from './hex-dump'
import { LayerList } from './layer-list'

/** One sighting as it was captured: its line, its header fields, its bytes, lit up in each other. */
export function FrameView({ sighting }: { readonly sighting: Sighting }) {
  const { t } = useTranslation()
  const layers = useMemo(() => describeLayers(sighting.packet), [sighting])
  const [lit, setLit] = useState<ByteRange | null>(null)
  const { packet, point } = sighting
  const bytes = packet.bytes.subarray(packet.start, packet.end)
  return (
    <section className="frame" onPointerLeave={() => setLit(null)}>
      <h3>{t('inspector.rawLine', { interface: point.interfaceName })}</h3>
      <p className="raw-line mono">{lineOf(sighting)}</p>
      {sighting.line === null && <p className="soft">{t('inspector.noLine')}</p>}
      <h3>{t('inspector.bytes', { interface: point.interfaceName })}</h3>
      <HexDump bytes={bytes} layers={layers} lit={lit} onLight={setLit} />
      <p className="soft">
        {t('inspector.byteCount', { count: bytes.length })}
        {packet.isTruncated && ` · ${t('inspector.truncated')}`}
      </p>
      <LayerList layers={layers} lit={lit} onLight={setLit} />
    </section>
  )
}
