import { useVirtualizer } from '@tanstack/react-virtual'
import {
  useDeferredValue,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button'
import { filterJourneys } from '../../state/filter-journeys'
import { anchorAt, countNewer, newestPacket, scrollTopFor, type ListAnchor } from '../../state/list-place'
import { listRows } from '../../state/list-rows'
import { useActions, useScreen, useTrace } from '../../state/screen-context'
import { shownClock } from '../../state/screen-state'
import { usePick } from '../../state/use-pick'
import { CompareBar } from './compare-bar'
import { CompareDialog } from './compare-dialog'
import { EmptyPackets } from './empty-packets'
import { PacketFilter } from './packet-filter'
import { PacketHead } from './packet-head'
import { PacketRow } from './packet-row'

const rowHeight = 28

/**
 * The exchanges that are remembered, newest last unless sorted, as a virtualised table; follows the end while it is in
 * view, and else stays with the rows that are in view.
 */
export function PacketsPanel() {
  const { t } = useTranslation()
  const actions = useActions()
  const pick = usePick()
  const trace = useTrace()
  const filter = useDeferredValue(useScreen((state) => state.filter))
  const selected = useScreen((state) => state.selection?.journey ?? null)
  const { history, version } = trace
  const list = useScreen((state) => state.list)
  const clock = useScreen(shownClock)
  const passed = useMemo(
    () => filterJourneys(history.journeys, filter),
    // `history` is mutable; `version` says when it changed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [history, version, filter],
  )
  const shown = useMemo(
    () => listRows(passed, list, { history, clock }),
    // As above: `passed` may be the history's own array.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [passed, version, list, history, clock],
  )
  const scroller = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const anchor = useRef<ListAnchor | null>(null)
  /** The newest packet when the end went out of view; null while it is in view. */
  const [seen, setSeen] = useState<number | null>(null)
  const isSorted = list.sort !== null
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  useLayoutEffect(() => {
    if (isAtEnd.current || anchor.current === null || scroller.current === null) return
    const top = scrollTopFor(shown, anchor.current, rowHeight)
    if (top !== null) scroller.current.scrollTop = top
  }, [shown])
  useEffect(() => {
    // The browser stops at the end by itself; asking where it is would lay out the page once more for each batch.
    if (isAtEnd.current && !isSorted && scroller.current !== null) {
      scroller.current.scrollTop = shown.length * rowHeight
    }
  }, [shown.length, isSorted])
  const selectedIndex = useMemo(
    () => (selected === null ? -1 : shown.findIndex(({ journey }) => journey.id === selected)),
    [shown, selected],
  )
  const isListed = selectedIndex >= 0
  const reveal = useEffectEvent(() => virtualizer.scrollToIndex(selectedIndex))
  useEffect(() => {
    // Not when its index changes: rows that come and go above it leave the view where it is.
    if (isListed) reveal()
  }, [selected, isListed, filter, list])
  const onKeyDown = (event: KeyboardEvent) => {
    const current = shown[selectedIndex]
    if (event.key === 'Enter' && current !== undefined && event.target === event.currentTarget) {
      actions.toggleExchange(current.journey.exchange)
      event.preventDefault()
      return
    }
    const target = rowForKey(event.key, selectedIndex, shown.length)
    const row = target === null ? undefined : shown[target]
    if (row === undefined) return
    event.preventDefault()
    event.stopPropagation()
    pick(row.journey.id, null)
  }
  const fresh = useMemo(() => (seen === null || isSorted ? 0 : countNewer(shown, seen)), [shown, seen, isSorted])
  return (
    <div className="packets">
      <PacketFilter shown={passed.length} />
      <CompareBar />
      <div
        ref={scroller}
        className="packet-table"
        role="treegrid"
        tabIndex={0}
        aria-label={t('packets.label')}
        aria-rowcount={shown.length + 1}
        aria-activedescendant={selectedIndex >= 0 ? `packet-${selected}` : undefined}
        onKeyDown={onKeyDown}
        onPointerLeave={() => actions.hoverJourney(null)}
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          isAtEnd.current = scrollTop + clientHeight >= scrollHeight - rowHeight
          anchor.current = anchorAt(shown, scrollTop, rowHeight)
          setSeen((before) => (isAtEnd.current ? null : (before ?? newestPacket(shown))))
        }}
      >
        <PacketHead />
        {shown.length > 0 && (
          <div role="rowgroup" className="packet-rows" style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map((item) => {
              const row = shown[item.index]
              return (
                row && (
                  <PacketRow
                    key={row.journey.id}
                    row={row}
                    history={history}
                    exchange={history.ofExchange(row.journey.exchange)}
                    rowIndex={item.index + 2}
                    top={item.start}
                    isSelected={item.index === selectedIndex}
                  />
                )
              )
            })}
          </div>
        )}
      </div>
      {fresh > 0 && (
        <Button
          className="fresh-chip"
          onClick={() => {
            if (scroller.current !== null) scroller.current.scrollTop = scroller.current.scrollHeight
          }}
        >
          {t('packets.fresh', { count: fresh })} ↓
        </Button>
      )}
      {shown.length === 0 && <EmptyPackets />}
      <CompareDialog />
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
