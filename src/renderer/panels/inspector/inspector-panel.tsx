import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/empty-state'
import { PacketGlyph } from '../../parts/packet-glyph'
import { usePacketName, useVerdictText } from '../../parts/use-packet-name'
import { verdictTone } from '../../parts/verdict-tone'
import { useScreen, useTrace } from '../../state/screen-context'
import { useLesson } from '../../state/use-lesson'
import { DivergenceNote } from './divergence-note'
import { InspectorBody } from './inspector-body'
import { InspectorTools } from './inspector-tools'
import { LargeInspector } from './large-inspector'
import { WhyView } from './why-view'

/** The selected packet, hop by hop, and the bytes of the hop that is open. */
export function InspectorPanel() {
  const { t } = useTranslation()
  const name = usePacketName()
  const verdictText = useVerdictText()
  const { history } = useTrace()
  const selection = useScreen((state) => state.selection)
  const journey = selection ? history.byId(selection.journey) : null
  const isAsked = useLesson((lesson) => lesson?.phase === 'asking')
  if (isAsked) {
    return (
      <aside className="inspector" aria-label={t('inspector.label')}>
        <EmptyState icon="question" title={t('lesson.askedTitle')}>
          {t('lesson.askedText')}
        </EmptyState>
      </aside>
    )
  }
  if (selection === null || journey === null) {
    return (
      <aside className="inspector" aria-label={t('inspector.label')}>
        <EmptyState icon="search" title={t('inspector.empty')}>
          {t('inspector.emptyText')}
        </EmptyState>
      </aside>
    )
  }
  return (
    <aside className="inspector" aria-label={t('inspector.label')} tabIndex={0}>
      <h2 className="inspector-title">
        <span>
          <PacketGlyph journey={journey} size={14} /> {t('inspector.title', { packet: name(journey) })}
        </span>
        <span className={`tone-${verdictTone(journey.verdict)}`}>{verdictText(journey.verdict)}</span>
      </h2>
      <DivergenceNote journey={journey} />
      <WhyView key={journey.id} journey={journey} />
      <InspectorTools journey={journey} />
      <InspectorBody journey={journey} sighting={selection.sighting} />
      <LargeInspector journey={journey} sighting={selection.sighting} />
    </aside>
  )
}
