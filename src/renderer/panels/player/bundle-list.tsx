import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'
import { PacketGlyph } from '../../parts/packet-glyph'
import { usePacketName, useVerdictText } from '../../parts/use-packet-name'
import type { ElementSize } from '../../parts/use-element-size'
import { useActions, useScreen, useTrace } from '../../state/screen-context'

const width = 330
const mostHeight = 260
/** Beside the ring of tokens, not over it. */
const distance = 76

/** The packets of the bundle that is open, to pick one: with the pointer, or with arrows and Enter. */
export function BundleList({ size }: { readonly size: ElementSize }) {
  const { t } = useTranslation()
  const actions = useActions()
  const { history } = useTrace()
  const bundle = useScreen((state) => state.bundle)
  const packetName = usePacketName()
  const verdictText = useVerdictText()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('button')?.focus()
  }, [bundle])
  if (bundle === null) return null
  const close = () => actions.set({ bundle: null })
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = buttons.findIndex((each) => each === document.activeElement)
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (event.key === 'Escape') close()
    else if (next !== undefined) buttons[Math.min(buttons.length - 1, Math.max(0, next))]?.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const isLeft = bundle.x + distance + width > size.width
  const left = isLeft ? Math.max(8, bundle.x - distance - width) : bundle.x + distance
  const top = Math.max(8, Math.min(bundle.y - 60, size.height - mostHeight - 8))
  const journeys = bundle.journeys.flatMap((id) => history.byId(id) ?? [])
  return (
    <div
      className="bundle-list"
      role="dialog"
      aria-label={t('player.bundleCount', { count: journeys.length })}
      style={{ left, top, width, maxHeight: Math.min(mostHeight, size.height - 16) }}
      onKeyDown={onKeyDown}
    >
      <div className="bundle-head">
        <h3>{t('player.bundleCount', { count: journeys.length })}</h3>
        <Button look="quiet" icon="close" label={t('app.close')} onClick={close} />
      </div>
      <ul ref={list}>
        {journeys.map((journey) => {
          const packet = journey.sightings[0]?.packet
          return (
            <li key={journey.id}>
              <button
                type="button"
                onClick={() => actions.set({ selection: { journey: journey.id, sighting: null }, bundle: null })}
                onPointerEnter={() => actions.hoverJourney(journey.id)}
                onFocus={() => actions.hoverJourney(journey.id)}
              >
                <PacketGlyph journey={journey} />
                <b>{packetName(journey)}</b>
                <span className="mono">
                  {packet?.source} → {packet?.destination}
                </span>
                <span className="bundle-verdict">{verdictText(journey.verdict)}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
