import type { ListRow } from './list-rows'

/** A row that stays where it is while the list changes around it. */
export interface ListAnchor {
  readonly journey: number
  /** Where it stood, a guess that is nearly always right. */
  readonly index: number
  /** CSS pixels of it that are scrolled out of view. */
  readonly offset: number
}

/** The row at the top of what is in view; null for an empty list. */
export function anchorAt(rows: readonly ListRow[], scrollTop: number, rowHeight: number): ListAnchor | null {
  const index = Math.max(0, Math.min(rows.length - 1, Math.floor(scrollTop / rowHeight)))
  const row = rows[index]
  return row === undefined ? null : { journey: row.journey.id, index, offset: scrollTop - index * rowHeight }
}

/** Where to scroll so that the anchor is seen where it was; null when it need not move or is not listed any more. */
export function scrollTopFor(rows: readonly ListRow[], anchor: ListAnchor, rowHeight: number): number | null {
  if (rows[anchor.index]?.journey.id === anchor.journey) return null
  const index = rows.findIndex(({ journey }) => journey.id === anchor.journey)
  return index < 0 ? null : index * rowHeight + anchor.offset
}

/** The highest number of a packet in the list, 0 without one. */
export function newestPacket(rows: readonly ListRow[]): number {
  let newest = 0
  for (const { journey } of rows) newest = Math.max(newest, journey.id)
  return newest
}

/** How many rows of exchanges at the list's end are newer than a packet; the list is in order of arrival. */
export function countNewer(rows: readonly ListRow[], newest: number): number {
  let count = 0
  for (let index = rows.length - 1, below = 0; index >= 0; index--) {
    const { journey, isHead, isPinned } = rows[index]!
    if (isPinned || (isHead && journey.id <= newest)) break
    below++
    // What follows the head of an older exchange is no news at the end.
    if (isHead) {
      count += below
      below = 0
    }
  }
  return count
}
