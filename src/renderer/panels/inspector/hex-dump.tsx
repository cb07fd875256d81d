import { useTranslation } from 'react-i18next'
import type { Layer } from '../../../core/decode/layer'
import { useElementSize } from '../../parts/use-element-size'
import { fieldAt } from './field-at'
import type { ByteRange } from './byte-range'

/** Sixteen bytes a row need about this many pixels with their text. */
const wideEnough = 470

interface HexDumpProps {
  readonly bytes: Uint8Array
  readonly layers: readonly Layer[]
  readonly lit: ByteRange | null
  readonly onLight: (range: ByteRange | null) => void
}

/** The bytes in hexadecimal and as text; pointing at one lights up its header field, here and in the list. */
export function HexDump({ bytes, layers, lit, onLight }: HexDumpProps) {
  const { t } = useTranslation()
  const [host, { width }] = useElementSize<HTMLDivElement>()
  const bytesPerRow = width >= wideEnough ? 16 : 8
  const rows = Array.from({ length: Math.ceil(bytes.length / bytesPerRow) }, (_, row) => row * bytesPerRow)
  const isLit = (offset: number) => lit !== null && offset >= lit.start && offset < lit.end
  const light = (offset: number) => {
    const found = fieldAt(layers, offset)
    onLight(found ? found.field : { start: offset, end: offset + 1 })
  }
  const titleOf = (offset: number) => {
    const found = fieldAt(layers, offset)
    if (found === null) return undefined
    return t('inspector.fieldOfByte', { layer: found.layer.title, field: found.field.label, value: found.field.value })
  }
  return (
    <div ref={host} className="hex mono" tabIndex={0} role="img" aria-label={t('inspector.hexLabel')}>
      {rows.map((start) => {
        const offsets = Array.from({ length: Math.min(bytesPerRow, bytes.length - start) }, (_, index) => start + index)
        return (
          <div key={start} className="hex-row">
            <span className="soft">{start.toString(16).padStart(4, '0')}</span>
            <span className="hex-bytes">
              {offsets.map((offset) => (
                <span
                  key={offset}
                  className={`hex-byte ${isLit(offset) ? 'is-lit' : ''}`}
                  title={titleOf(offset)}
                  onPointerEnter={() => light(offset)}
                >
                  {bytes[offset]!.toString(16).padStart(2, '0')}
                </span>
              ))}
            </span>
            <span className="hex-chars">
              {offsets.map((offset) => (
                <span
                  key={offset}
                  className={`hex-char ${isLit(offset) ? 'is-lit' : ''}`}
                  onPointerEnter={() => light(offset)}
                >
                  {printable(bytes[offset]!)}
                </span>
              ))}
            </span>
          </div>
        )
      })}
    </div>
  )
}

function printable(byte: number): string {
  return byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'
}
