import { useId, useLayoutEffect, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useElementSize } from '../../parts/use-element-size'
import type { LayerPair } from '../../state/compare-layers'
import { usePreference } from '../../state/screen-context'
import { fieldAt, litByByte, type LitField, type Side } from './lit-field'
import { useFieldText } from './use-field-text'

/** Sixteen bytes a row with their text need about so many times the size of the font. */
const wideEnough = 45

interface HexDumpProps {
  readonly bytes: Uint8Array
  readonly layers: readonly LayerPair[]
  readonly side: Side
  /** The bytes that are other in the hop's other frame, with what they are there. */
  readonly changed: ReadonlyMap<number, number>
  readonly lit: LitField | null
  readonly onLight: (lit: LitField | null) => void
}

/**
 * The bytes in hexadecimal and as text. Pointing at one, or going there with the arrow keys, lights up its header field;
 * what another header's bytes are is told by their underline, what changed by a frame.
 */
export function HexDump({ bytes, layers, side, changed, lit, onLight }: HexDumpProps) {
  const { t } = useTranslation()
  const text = useFieldText()
  const id = useId()
  const [host, { width }] = useElementSize<HTMLDivElement>()
  const [cursor, setCursor] = useState<number | null>(null)
  const theme = usePreference('theme')
  const [isWide, setIsWide] = useState(false)
  useLayoutEffect(() => {
    if (host.current === null) return
    // A theme may bring another size of text.
    setIsWide(width >= wideEnough * parseFloat(getComputedStyle(host.current).fontSize))
  }, [host, width, theme])
  const bytesPerRow = isWide ? 16 : 8
  const rows = Array.from({ length: Math.ceil(bytes.length / bytesPerRow) }, (_, row) => row * bytesPerRow)
  const range = lit?.[side] ?? null
  const isLit = (offset: number) => range !== null && offset >= range.start && offset < range.end
  const light = (offset: number) => onLight(litByByte(layers, side, offset))

  const describe = (offset: number): string => {
    const value = hexByte(bytes[offset]!)
    const parts: string[] = [t('hopView.byte', { offset: hexOffset(offset), value })]
    const found = fieldAt(layers, side, offset)
    const layer = found?.layer[side]
    const field = found?.pair[side]
    if (layer && field) {
      const words = { layer: text.title(layer), field: text.label(field), value: text.value(field) }
      parts.push(t('inspector.fieldOfByte', words))
    }
    const other = changed.get(offset)
    if (other !== undefined) {
      parts.push(t(side === 'out' ? 'hopView.wasByte' : 'hopView.willByte', { value: hexByte(other) }))
    }
    return parts.join(' · ')
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -bytesPerRow,
      ArrowDown: bytesPerRow,
    }
    const step = steps[event.key]
    const target =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? bytes.length - 1
          : step === undefined
            ? null
            : (cursor ?? -step) + step
    if (target === null || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    if (target < 0 || target >= bytes.length) return
    setCursor(target)
    light(target)
    document.getElementById(`${id}-${target}`)?.scrollIntoView({ block: 'nearest' })
  }

  return (
    <div
      ref={host}
      className="hex mono"
      tabIndex={0}
      role="grid"
      aria-label={`${t('inspector.hexLabel')} · ${t(`hopView.${side}`)}`}
      aria-activedescendant={cursor === null ? undefined : `${id}-${cursor}`}
      onKeyDown={onKeyDown}
      onFocus={() => {
        if (cursor === null) setCursor(range?.start ?? 0)
        else light(cursor)
      }}
    >
      {rows.map((start) => {
        const offsets = Array.from({ length: Math.min(bytesPerRow, bytes.length - start) }, (_, index) => start + index)
        return (
          <div key={start} className="hex-row" role="row">
            <span className="soft" role="rowheader">
              {hexOffset(start)}
            </span>
            <span className="hex-bytes" role="none">
              {offsets.map((offset) => (
                <span
                  key={offset}
                  id={`${id}-${offset}`}
                  role="gridcell"
                  aria-label={describe(offset)}
                  title={describe(offset)}
                  data-protocol={protocolAt(layers, side, offset)}
                  className={[
                    'hex-byte',
                    isLit(offset) ? 'is-lit' : '',
                    changed.has(offset) ? 'is-changed' : '',
                    offset === cursor ? 'is-cursor' : '',
                  ].join(' ')}
                  onPointerEnter={() => light(offset)}
                >
                  {hexByte(bytes[offset]!)}
                </span>
              ))}
            </span>
            <span className="hex-chars" aria-hidden="true">
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

function protocolAt(layers: readonly LayerPair[], side: Side, offset: number): string | undefined {
  const layer = layers.findLast((pair) => {
    const header = pair[side]
    return header !== null && offset >= header.start && offset < header.end
  })?.[side]
  return layer ? (layer.isQuoted ? 'quoted' : layer.protocol) : undefined
}

const hexByte = (value: number) => value.toString(16).padStart(2, '0')
const hexOffset = (offset: number) => offset.toString(16).padStart(4, '0')

function printable(byte: number): string {
  return byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'
}
