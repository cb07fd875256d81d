import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/empty-state'
import { PacketGlyph } from '../../parts/packet-glyph'
import { usePacketName, useVerdictText } from '../../parts/use-packet-name'
import { verdictTone } from '../../parts/verdict-tone'
import { listHops } from '../../state/list-hops'
import { useScreen, useTrace } from '../../state/screen-context'
import { ExchangeList } from './exchange-list'
import { HopList } from './hop-list'
import { HopViewSection } from './hop-view-section'
import { MatchView } from './match-view'

/** The selected packet, hop by hop, and the bytes of the hop that is open. */
export function InspectorPanel() {
  const { t } = useTranslation()
  const name = usePacketName()
  const verdictText = useVerdictText()
  const { history } = useTrace()
  const selection = useScreen((state) => state.selection)
  const clock = useScreen((state) => (state.source.kind === 'live' ? state.status.clockOffset : null))
  const journey = selection ? history.byId(selection.journey) : null
  if (selection === null || journey === null) {
    return (
      <aside className="inspector" aria-label={t('inspector.label')}>
        <EmptyState icon="search" title={t('inspector.empty')}>
          {t('inspector.emptyText')}
        </EmptyState>
      </aside>
    )
  }
  const index = selection.sighting ?? 0
  return (
    <aside className="inspector" aria-label={t('inspector.label')} tabIndex={0}>
      <h2 className="inspector-title">
        <span>
          <PacketGlyph journey={journey} size={14} /> {t('inspector.title', { packet: name(journey) })}
        </span>
        <span className={`tone-${verdictTone(journey.verdict)}`}>{verdictText(journey.verdict)}</span>
      </h2>
      <HopList journey={journey} hops={listHops(journey, clock)} selected={selection.sighting} />
      <MatchView journey={journey} history={history} />
      <ExchangeList journey={journey} history={history} />
      <HopViewSection key={`${journey.id}:${index}`} journey={journey} index={index} />
    </aside>
  )
}
