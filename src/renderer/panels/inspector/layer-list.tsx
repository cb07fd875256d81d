import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../parts/copy-button'
import type { FieldPair, LayerPair } from '../../state/compare-layers'
import type { LitField, Side } from './lit-field'
import { useFieldText } from './use-field-text'

interface LayerListProps {
  readonly layers: readonly LayerPair[]
  readonly side: Side
  /** Leaves out what did not change. */
  readonly isBrief: boolean
  readonly lit: LitField | null
  readonly onLight: (lit: LitField | null) => void
}

/** The headers of one frame of a hop; pointing at a field lights up its bytes, Ctrl+C copies it. */
export function LayerList({ layers, side, isBrief, lit, onLight }: LayerListProps) {
  const { t } = useTranslation()
  const text = useFieldText()
  const shown = layers.flatMap((layer) => {
    const header = layer[side]
    const fields = layer.fields.filter((pair) => pair[side] !== null && (!isBrief || pair.isChanged))
    return header === null || (isBrief && fields.length === 0) ? [] : [{ key: layer.key, header, fields }]
  })
  return (
    <div
      className="layers"
      role="group"
      aria-label={`${t('inspector.layersLabel')} · ${t(`hopView.${side}`)}`}
      onKeyDown={moveFocus}
    >
      {shown.map(({ key, header, fields }) => (
        <details key={key} className="layer" data-protocol={header.isQuoted ? 'quoted' : header.protocol} open>
          <summary>{text.title(header)}</summary>
          {fields.map((pair) => (
            <FieldRow key={pair.key} pair={pair} side={side} lit={lit} onLight={onLight} />
          ))}
        </details>
      ))}
    </div>
  )
}

interface FieldRowProps {
  readonly pair: FieldPair
  readonly side: Side
  readonly lit: LitField | null
  readonly onLight: (lit: LitField | null) => void
}

function FieldRow({ pair, side, lit, onLight }: FieldRowProps) {
  const { t } = useTranslation()
  const text = useFieldText()
  const field = pair[side]
  if (field === null) return null
  const range = lit?.[side] ?? null
  const isLit = range !== null && field.start < range.end && range.start < field.end
  const line = `${text.label(field)}: ${text.value(field)}`
  return (
    <span className={`field-row ${pair.isChanged ? 'is-changed' : ''}`}>
      <button
        type="button"
        className={`layer-field ${isLit ? 'is-lit' : ''}`}
        onPointerEnter={() => onLight(pair)}
        onFocus={() => onLight(pair)}
        onKeyDown={(event) => {
          // What is selected by hand is copied by the browser.
          if (event.key !== 'c' || !(event.ctrlKey || event.metaKey) || getSelection()?.isCollapsed === false) return
          event.preventDefault()
          void navigator.clipboard.writeText(line)
        }}
      >
        <span className="soft">{text.label(field)}</span>
        <span className="value mono">{text.value(field)}</span>
        {pair.isChanged && (
          <span className="change-mark">
            {pair.in === null ? t('hopView.added') : pair.out === null ? t('hopView.removed') : t('hopView.changed')}
          </span>
        )}
      </button>
      <CopyButton text={line} label={t('inspector.copyField', { field: text.label(field) })} isSecondary />
    </span>
  )
}

/** Up and down go from field to field; left and right belong to the player. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  if (step === undefined) return
  const fields = [...event.currentTarget.querySelectorAll<HTMLElement>('details[open] .layer-field, summary')]
  const current = fields.findIndex((field) => field === document.activeElement)
  if (current < 0) return
  event.preventDefault()
  fields[current + step]?.focus()
}
