import { useEffect, useEffectEvent, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { CapturePoint } from '../../../core/correlate/sighting'
import { EmptyState } from '../../parts/empty-state'
import { formatDuration, formatOffset } from '../../parts/format-time'
import { machineName, placeOf } from '../../parts/place-of'
import { clockOf } from '../../state/clock-of'
import { filterJourneys } from '../../state/filter-journeys'
import { layoutLadder } from '../../state/layout-ladder'
import { useActions, useScreen, useTrace } from '../../state/screen-context'
import { spaceRows } from '../../state/space-rows'
import { usePick } from '../../state/use-pick'
import { LadderBar } from './ladder-bar'
import { LadderLineView } from './ladder-line-view'
import { LadderTable } from './ladder-table'
import { ladderScale } from './ladder-scale'
import { NowLine } from './now-line'

/** So many packets are drawn at once; more would be a wall of lines. */
const shownPackets = 40
const unzoomed = { columns: 1, rows: 1 }
const clamp = (value: number) => Math.min(4, Math.max(0.5, value))

/** One column per interface, time down: every packet that passes the list's filter, from sighting to sighting. */
export function LadderPanel() {
  const { t } = useTranslation()
  const actions = useActions()
  const pick = usePick()
  const { history, version } = useTrace()
  const selected = useScreen((state) => state.selection?.journey ?? null)
  const filter = useScreen((state) => state.filter)
  const isLive = useScreen((state) => state.source.kind === 'live')
  const offset = useScreen((state) => state.status.clockOffset)
  const [zoom, setZoom] = useState(unzoomed)
  const [isTrueTime, setTrueTime] = useState(false)
  // Null: around what is selected, else the newest.
  const [chosen, setChosen] = useState<{ readonly start: number; readonly selected: number | null } | null>(null)
  const section = useRef<HTMLElement>(null)
  const isAtEnd = useRef(true)
  // `history` is mutable; `version` says when it changed.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const all = useMemo(() => filterJourneys(history.journeys, filter), [history, version, filter])
  const newest = Math.max(0, all.length - shownPackets)
  const index = selected === null ? -1 : all.findIndex((journey) => journey.id === selected)
  const around = index >= 0 && index < newest ? Math.max(0, index - shownPackets / 4) : newest
  const start = Math.min(newest, chosen !== null && chosen.selected === selected ? chosen.start : around)
  const journeys = useMemo(() => all.slice(start, start + shownPackets), [all, start])
  const ladder = useMemo(() => layoutLadder(journeys), [journeys])
  const spaced = useMemo(() => (isTrueTime ? spaceRows(ladder.steps) : null), [ladder, isTrueTime])
  const scale = ladderScale(zoom, spaced?.places ?? null)
  const { x, y, left, columnWidth, headHeight } = scale

  const zoomBy = (factor: number | null) => {
    const room = (section.current?.clientWidth ?? 0) - left - 20
    setZoom((before) =>
      factor === null
        ? { columns: clamp(room / Math.max(1, ladder.columns.length) / 132), rows: 1 }
        : { columns: clamp(before.columns * factor), rows: clamp(before.rows * factor) },
    )
  }
  const wheel = useEffectEvent((event: WheelEvent) => {
    if (!event.ctrlKey) return
    event.preventDefault()
    zoomBy(event.deltaY < 0 ? 1.1 : 1 / 1.1)
  })
  const isEmpty = journeys.length === 0
  useEffect(() => {
    section.current?.querySelector('.ladder-line.is-selected')?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  const isFollowing = isLive && selected === null && chosen === null
  useEffect(() => {
    const element = section.current
    if (isFollowing && isAtEnd.current && element !== null) element.scrollTop = element.scrollHeight
  }, [isFollowing, journeys])
  useEffect(() => {
    // React's own wheel listeners are passive: the browser would zoom the page as well.
    const element = section.current
    element?.addEventListener('wheel', wheel, { passive: false })
    return () => element?.removeEventListener('wheel', wheel)
  }, [isEmpty])
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (event.key === '+') zoomBy(1.25)
    else if (event.key === '-') zoomBy(1 / 1.25)
    else if (event.key === '0') zoomBy(null)
    else if (step !== 0) {
      const next = all[index < 0 ? start : index + step]
      if (next) pick(next.id, null)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  if (isEmpty) {
    const isFiltered = history.size > 0
    return (
      <EmptyState icon="arrow" title={t(isFiltered ? 'ladder.nothingFound' : 'ladder.empty')}>
        {t(isFiltered ? 'ladder.nothingFoundText' : 'ladder.emptyText')}
      </EmptyState>
    )
  }
  const width = x(ladder.columns.length - 1) + columnWidth
  const height = y(ladder.rows) + 8
  const hasTwoClocks = new Set(ladder.columns.map(({ point }) => clockOf(point))).size > 1
  const moveTo = (to: number) => () => setChosen({ start: Math.max(0, Math.min(newest, to)), selected })
  return (
    <section
      ref={section}
      className="ladder"
      aria-label={t('ladder.label')}
      tabIndex={0}
      onKeyDown={press}
      onPointerLeave={() => actions.hoverJourney(null)}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        isAtEnd.current = scrollTop + clientHeight >= scrollHeight - 24
      }}
    >
      <LadderBar
        isTrueTime={isTrueTime}
        onTrueTime={setTrueTime}
        onZoom={zoomBy}
        onEarlier={start > 0 ? moveTo(start - shownPackets / 2) : null}
        onLater={start < newest ? moveTo(start + shownPackets / 2) : null}
      />
      <div className="ladder-head" style={{ minWidth: width, height: headHeight, paddingLeft: left - columnWidth / 2 }}>
        {ladder.columns.map((column) => (
          <div key={column.point.index} className="ladder-column" style={{ width: columnWidth }}>
            <span className="mono">{column.point.interfaceName}</span>
            <span className="soft">{columnPlace(column.point)}</span>
          </div>
        ))}
      </div>
      <svg width={width} height={height} role="group" aria-label={t('ladder.label')}>
        {ladder.columns.map((column, place) => (
          <line key={column.point.index} className="ladder-rail" x1={x(place)} x2={x(place)} y1={0} y2={height} />
        ))}
        {spaced?.gaps.map((gap) => (
          <text key={gap.row} className="ladder-gap" x={width - 8} y={(y(gap.row - 1) + y(gap.row)) / 2}>
            ⋮ {t('ladder.gap', { time: formatDuration(gap.nanoseconds) })}
          </text>
        ))}
        {ladder.lines.map((line) => (
          <LadderLineView key={line.journey.id} line={line} columns={ladder.columns} scale={scale} />
        ))}
        <NowLine ladder={ladder} scale={scale} />
      </svg>
      <LadderTable ladder={ladder} />
      <p className="ladder-foot soft">
        {t(start < newest ? 'ladder.around' : 'ladder.showing', { count: journeys.length })}
        {isLive &&
          hasTwoClocks &&
          ` · ${
            offset === null
              ? t('ladder.clocksUnknown')
              : t('ladder.clocks', { offset: formatOffset(offset.offset), error: formatDuration(offset.error) })
          }`}
      </p>
    </section>
  )
}

/** The namespace and, where that is a container's, its machine. */
function columnPlace(point: CapturePoint): string {
  const isInside = point.namespace !== null && point.namespace !== 'host' && point.machine !== null
  return isInside ? `${placeOf(point)} · ${machineName(point.machine)}` : placeOf(point)
}
