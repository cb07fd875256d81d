import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Journey } from '../../../core/journey/journey'
import { formatDuration } from '../../parts/format-time'
import { PacketGlyph } from '../../parts/packet-glyph'
import { placeOf } from '../../parts/place-of'
import { packetWord } from '../../parts/packet-kind'
import { usePacketName, useVerdictText } from '../../parts/use-packet-name'
import { verdictTone } from '../../parts/verdict-tone'
import type { JourneyHistory } from '../../state/journey-history'
import { useActions, useScreen } from '../../state/screen-context'
import { shownClock } from '../../state/screen-state'
import type { Elapsed } from '../../state/list-hops'
import { usePick } from '../../state/use-pick'
import { summarizeJourney, type JourneySummary } from '../../state/summarize-journey'

interface PacketRowProps {
  readonly journey: Journey
  readonly history: JourneyHistory
  /** The journeys of its exchange: the time of a request depends on its answer. */
  readonly exchange: readonly Journey[]
  readonly rowIndex: number
  readonly top: number
  readonly isSelected: boolean
}

/**
 * One packet: what it was at the sender, what became of it, how it ended. A batch changes the list and few of its rows, so
 * a row is drawn anew only when it or its exchange changed.
 */
export const PacketRow = memo(Row, (before, after) => {
  return (
    before.journey === after.journey &&
    before.history === after.history &&
    before.rowIndex === after.rowIndex &&
    before.top === after.top &&
    before.isSelected === after.isSelected &&
    before.exchange.length === after.exchange.length &&
    before.exchange.every((journey, index) => journey === after.exchange[index])
  )
})

function Row({ journey, history, rowIndex, top, isSelected }: PacketRowProps) {
  const { t } = useTranslation()
  const actions = useActions()
  const pick = usePick()
  const isHovered = useScreen((state) => state.hover.journey === journey.id)
  const clock = useScreen(shownClock)
  const verdictText = useVerdictText()
  const row = summarizeJourney(journey, history, clock)
  const path = t('packets.hops', { count: row.observedHops })
  const inferred = row.inferredHops > 0 ? ` + ${t('packets.inferredHops', { count: row.inferredHops })}` : ''
  return (
    <div
      role="row"
      id={`packet-${journey.id}`}
      aria-rowindex={rowIndex}
      aria-selected={isSelected}
      className={`packet-row ${isSelected ? 'is-selected' : ''} ${isHovered ? 'is-hovered' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => pick(journey.id, null)}
      onPointerEnter={() => actions.hoverJourney(journey.id)}
    >
      <span role="gridcell" className="cell cell-packet">
        <PacketGlyph journey={journey} />
        {t(`kinds.${packetWord(journey)}`)}
      </span>
      <span role="gridcell" className="cell cell-sequence">
        {journey.sequence ?? '—'}
      </span>
      <span role="gridcell" className="cell cell-sender mono">
        {row.source || '?'} → {row.destination || '?'}
      </span>
      <span role="gridcell" className="cell cell-then mono">
        <Then row={row} history={history} />
      </span>
      <span role="gridcell" className="cell cell-path" title={path + inferred}>
        {path}
        {row.inferredHops > 0 && <span className="soft"> +{row.inferredHops}</span>}
      </span>
      <span role="gridcell" className="cell cell-rewrites">
        {row.translations > 0 ? t('packets.nat', { count: row.translations }) : '—'}
      </span>
      <span role="gridcell" className={`cell cell-verdict tone-${verdictTone(journey.verdict)}`}>
        {verdictText(journey.verdict)}
      </span>
      <span role="gridcell" className="cell cell-time">
        <TimeText time={row.time} />
      </span>
    </div>
  )
}

function Then({ row, history }: { readonly row: JourneySummary; readonly history: JourneyHistory }) {
  const { t } = useTranslation()
  const name = usePacketName()
  const { journey } = row
  const quoted = journey.quotes === null ? null : history.byId(journey.quotes)
  if (quoted) return t('packets.quotes', { packet: name(quoted) })
  if (journey.verdict.kind === 'lost') return t('packets.lastSeen', { interface: row.last?.interfaceName ?? '' })
  const isContainer = row.last?.namespace !== null && row.last?.namespace !== 'host'
  const place = row.last === null ? '' : isContainer ? placeOf(row.last) : row.last.interfaceName
  if (row.changedAddress === null) return t('packets.atUnchanged', { interface: place })
  return t('packets.at', { address: row.changedAddress, interface: place })
}

function TimeText({ time }: { readonly time: Elapsed | null }) {
  const { t } = useTranslation()
  if (time === null) return '—'
  if (time.error === 0 || time.error === null) {
    return time.nanoseconds === 0 ? t('packets.sameInstant') : formatDuration(time.nanoseconds)
  }
  return <span title={`± ${formatDuration(time.error)}`}>≈ {formatDuration(time.nanoseconds)}</span>
}
