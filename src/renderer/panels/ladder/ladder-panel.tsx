import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { placeOf } from '../../parts/place-of'
import { EmptyState } from '../../parts/empty-state'
import { useActions, useScreen, useTrace } from '../../state/screen-context'
import { layoutLadder } from '../../state/layout-ladder'
import { LadderLineView } from './ladder-line-view'
import { ladderScale } from './ladder-scale'

/** So many packets are drawn at once; more would be a wall of lines. */
const shownPackets = 40

/** One column per interface, time down: every packet as a line from sighting to sighting. */
export function LadderPanel() {
  const { t } = useTranslation()
  const actions = useActions()
  const { history, version } = useTrace()
  const selected = useScreen((state) => state.selection?.journey ?? null)
  const { journeys, isAround } = useMemo(() => {
    const index = selected === null ? -1 : history.indexOf(selected)
    const isAround = index >= 0 && index < history.size - shownPackets
    const from = isAround ? Math.max(0, index - shownPackets / 4) : Math.max(0, history.size - shownPackets)
    return { journeys: history.journeys.slice(from, from + shownPackets), isAround }
    // `history` is mutable; `version` says when it changed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [history, version, selected])
  const ladder = useMemo(() => layoutLadder(journeys), [journeys])
  if (journeys.length === 0) {
    return (
      <EmptyState icon="arrow" title={t('ladder.empty')}>
        {t('ladder.emptyText')}
      </EmptyState>
    )
  }
  const { x, y, left, columnWidth, headHeight } = ladderScale
  const width = x(ladder.columns.length - 1) + columnWidth
  const height = y(ladder.rows) + 8
  return (
    <section
      className="ladder"
      aria-label={t('ladder.label')}
      tabIndex={0}
      onPointerLeave={() => actions.hoverJourney(null)}
    >
      <div className="ladder-head" style={{ minWidth: width, height: headHeight, paddingLeft: left - columnWidth / 2 }}>
        {ladder.columns.map((column) => (
          <div key={column.point.index} className="ladder-column" style={{ width: columnWidth }}>
            <span className="mono">{column.point.interfaceName}</span>
            <span className="soft">{placeOf(column.point)}</span>
          </div>
        ))}
      </div>
      <svg width={width} height={height} role="group" aria-label={t('ladder.label')}>
        {ladder.columns.map((column, index) => (
          <line key={column.point.index} className="ladder-rail" x1={x(index)} x2={x(index)} y1={0} y2={height} />
        ))}
        {ladder.lines.map((line) => (
          <LadderLineView key={line.journey.id} line={line} columns={ladder.columns} />
        ))}
      </svg>
      <p className="ladder-foot soft">{t(isAround ? 'ladder.around' : 'ladder.showing', { count: journeys.length })}</p>
    </section>
  )
}
