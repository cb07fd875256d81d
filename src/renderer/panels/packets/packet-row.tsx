import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'
import { Icon } from '../../parts/icon'
import { formatDuration } from '../../parts/format-time'
import { PacketGlyph } from '../../parts/packet-glyph'
import { placeOf } from '../../parts/place-of'
import { packetWord, tcpSegmentName } from '../../parts/packet-kind'
import { usePacketName, useVerdictText } from '../../parts/use-packet-name'
import { verdictTone } from '../../parts/verdict-tone'
import type { JourneyHistory } from '../../state/journey-history'
import { useActions, useScreen } from '../../state/screen-context'
import { shownClock } from '../../state/screen-state'
import type { Elapsed } from '../../state/list-hops'
import type { ListRow } from '../../state/list-rows'
import { usePick } from '../../state/use-pick'
import { summarizeJourney, type JourneySummary } from '../../state/summarize-journey'

interface PacketRowProps {
  readonly row: ListRow
  readonly history: JourneyHistory
  /** The journeys of its exchange: the time of a request depends on its answer. */
  readonly exchange: readonly ListRow['journey'][]
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
    before.row.journey === after.row.journey &&
    before.row.isHead === after.row.isHead &&
    before.row.others === after.row.others &&
    before.row.isUnfolded === after.row.isUnfolded &&
    before.row.isPinned === after.row.isPinned &&
    before.history === after.history &&
    before.rowIndex === after.rowIndex &&
    before.top === after.top &&
    before.isSelected === after.isSelected &&
    before.exchange.length === after.exchange.length &&
    before.exchange.every((journey, index) => journey === after.exchange[index])
  )
})

function Row({ row: listed, history, rowIndex, top, isSelected }: PacketRowProps) {
  const { journey, isHead, others, isUnfolded, isPinned } = listed
  const { t } = useTranslation()
  const actions = useActions()
  const pick = usePick()
  const isHovered = useScreen((state) => state.hover.journey === journey.id)
  const isCompared = useScreen(({ compared }) => compared?.first === journey.id || compared?.second === journey.id)
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
      aria-level={isHead ? 1 : 2}
      aria-expanded={others > 0 ? isUnfolded : undefined}
      aria-selected={isSelected}
      className={`packet-row ${isHead ? '' : 'is-inner'} ${isPinned ? 'is-pinned' : ''} ${isSelected ? 'is-selected' : ''} ${isHovered ? 'is-hovered' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => pick(journey.id, null)}
      onPointerEnter={() => actions.hoverJourney(journey.id)}
    >
      <span role="gridcell" className="cell cell-packet">
        {others > 0 ? (
          <button
            type="button"
            tabIndex={-1}
            className={`fold-button ${isUnfolded ? 'is-open' : ''}`}
            aria-label={t(isUnfolded ? 'packets.foldOne' : 'packets.unfoldOne')}
            title={t(isUnfolded ? 'packets.foldOne' : 'packets.unfoldOne')}
            onClick={(event) => {
              event.stopPropagation()
              actions.toggleExchange(journey.exchange)
            }}
          >
            <Icon name="chevron" size={10} />
          </button>
        ) : (
          <span className="fold-button" />
        )}
        <PacketGlyph journey={journey} />
        {[t(`kinds.${packetWord(journey)}`), tcpSegmentName(journey)].filter((word) => word !== null).join(' ')}
        {others > 0 && !isUnfolded && <span className="soft"> {t('packets.others', { count: others })}</span>}
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
      <span role="gridcell" className="cell cell-actions" onClick={(event) => event.stopPropagation()}>
        <Button
          look="quiet"
          icon="pin"
          tabIndex={-1}
          className={isPinned ? 'is-on' : ''}
          aria-pressed={isPinned}
          label={t(isPinned ? 'packets.unpin' : 'packets.pin')}
          onClick={() => actions.togglePin(journey.exchange)}
        />
        <Button
          look="quiet"
          icon="compare"
          tabIndex={-1}
          className={isCompared ? 'is-on' : ''}
          aria-pressed={isCompared}
          label={t('packets.compare')}
          onClick={() => actions.compare(journey.id)}
        />
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
