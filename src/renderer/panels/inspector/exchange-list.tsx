import { useTranslation } from 'react-i18next'
import type { Journey } from '../../../core/journey/journey'
import { PacketGlyph } from '../../parts/packet-glyph'
import { usePacketName } from '../../parts/use-packet-name'
import type { JourneyHistory } from '../../state/journey-history'
import { usePick } from '../../state/use-pick'
import { useActions } from '../../state/screen-context'

/** The other packets of the exchange: from a request to its reply and back with one click. */
export function ExchangeList({ journey, history }: { readonly journey: Journey; readonly history: JourneyHistory }) {
  const { t } = useTranslation()
  const actions = useActions()
  const pick = usePick()
  const name = usePacketName()
  const packets = history.ofExchange(journey.exchange)
  if (packets.length < 2) return null
  return (
    <nav className="exchange" aria-label={t('inspector.exchange')}>
      <span className="soft">{t('inspector.exchange')}</span>
      {packets.map((packet) => (
        <button
          key={packet.id}
          type="button"
          className={`chip ${packet.id === journey.id ? 'is-selected' : ''}`}
          aria-current={packet.id === journey.id}
          onClick={() => pick(packet.id, null)}
          onPointerEnter={() => actions.hoverJourney(packet.id)}
          onPointerLeave={() => actions.hoverJourney(null)}
        >
          <PacketGlyph journey={packet} size={10} />
          {name(packet)}
        </button>
      ))}
    </nav>
  )
}
