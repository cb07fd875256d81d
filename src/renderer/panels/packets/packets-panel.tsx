import { useVirtualizer } from '@tanstack/react-virtual'
import { useDeferredValue, useEffect, useMemo, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Journey } from '../../../core/journey/journey'
import { filterJourneys } from '../../state/filter-journeys'
import { useActions, useScreen, useTrace } from '../../state/screen-context'
import { usePick } from '../../state/use-pick'
import { EmptyPackets } from './empty-packets'
import { PacketFilter } from './packet-filter'
import { PacketRow } from './packet-row'

const rowHeight = 28

/** All packets that are remembered, newest last, as a virtualised table; follows the end while it is in view. */
export function PacketsPanel() {
  const { t } = useTranslation()
  const actions = useActions()
  const pick = usePick()
  const trace = useTrace()
  const filter = useDeferredValue(useScreen((state) => state.filter))
  const selected = useScreen((state) => state.selection?.journey ?? null)
  const { history, version } = trace
  const shown = useMemo(
    () => filterJourneys(history.journeys, filter),
    // `history` is mutable; `version` says when it changed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [history, version, filter],
  )
  const scroller = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  useEffect(() => {
    // The browser stops at the end by itself; asking where it is would lay out the page once more for each batch.
    if (isAtEnd.current && scroller.current !== null) scroller.current.scrollTop = shown.length * rowHeight
  }, [shown.length])
  const selectedIndex = selected === null ? -1 : indexOfJourney(shown, selected)
  useEffect(() => {
    if (selectedIndex >= 0) virtualizer.scrollToIndex(selectedIndex)
  }, [selectedIndex, virtualizer])
  const onKeyDown = (event: KeyboardEvent) => {
    const target = rowForKey(event.key, selectedIndex, shown.length)
    const journey = target === null ? undefined : shown[target]
    if (journey === undefined) return
    event.preventDefault()
    event.stopPropagation()
    pick(journey.id, null)
  }
  const columns = ['packet', 'sequence', 'sender', 'then', 'path', 'rewrites', 'verdict', 'time'] as const
  return (
    <div className="packets">
      <PacketFilter shown={shown.length} />
      <div
        ref={scroller}
        className="packet-table"
        role="grid"
        tabIndex={0}
        aria-label={t('packets.label')}
        aria-rowcount={shown.length + 1}
        aria-activedescendant={selectedIndex >= 0 ? `packet-${selected}` : undefined}
        onKeyDown={onKeyDown}
        onPointerLeave={() => actions.hoverJourney(null)}
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          isAtEnd.current = scrollTop + clientHeight >= scrollHeight - rowHeight
        }}
      >
        <div role="row" aria-rowindex={1} className="packet-row packet-head">
          {columns.map((column) => (
            <span key={column} role="columnheader" className={`cell cell-${column}`}>
              {t(`packets.${column}`)}
            </span>
          ))}
        </div>
        {shown.length > 0 && (
          <div role="rowgroup" className="packet-rows" style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map((item) => (
              <PacketRow
                key={shown[item.index]!.id}
                journey={shown[item.index]!}
                history={history}
                exchange={history.ofExchange(shown[item.index]!.exchange)}
                rowIndex={item.index + 2}
                top={item.start}
                isSelected={item.index === selectedIndex}
              />
            ))}
          </div>
        )}
      </div>
      {shown.length === 0 && <EmptyPackets />}
    </div>
  )
}

function rowForKey(key: string, selected: number, count: number): number | null {
  const page = 10
  if (key === 'ArrowDown') return Math.min(selected + 1, count - 1)
  if (key === 'ArrowUp') return selected < 0 ? count - 1 : Math.max(selected - 1, 0)
  if (key === 'PageDown') return Math.min(selected + page, count - 1)
  if (key === 'PageUp') return Math.max(selected - page, 0)
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return null
}

function indexOfJourney(journeys: readonly Journey[], id: number): number {
  let low = 0
  let high = journeys.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = journeys[middle]!.id
    if (found === id) return middle
    if (found < id) low = middle + 1
    else high = middle - 1
  }
  return -1
}
