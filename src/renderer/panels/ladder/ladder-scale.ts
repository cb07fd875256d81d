const left = 190

/** Columns and rows of a ladder to pixels. */
export interface LadderScale {
  readonly left: number
  readonly columnWidth: number
  readonly headHeight: number
  readonly x: (column: number) => number
  readonly y: (row: number) => number
}

/** How much larger columns and rows are drawn than they need to be. */
export interface LadderZoom {
  readonly columns: number
  readonly rows: number
}

/** A ladder's scale; `places` says where rows are in heights of a row, when they are not equally spaced. */
export function ladderScale(zoom: LadderZoom, places: readonly number[] | null): LadderScale {
  const columnWidth = Math.round(132 * zoom.columns)
  const rowHeight = 15 * zoom.rows
  return {
    left,
    columnWidth,
    headHeight: 40,
    x: (column) => left + column * columnWidth,
    y: (row) => 18 + (places === null ? row : (places[row] ?? (places.at(-1) ?? 0) + 1)) * rowHeight,
  }
}
