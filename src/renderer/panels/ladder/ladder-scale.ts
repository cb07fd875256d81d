const columnWidth = 132
const rowHeight = 15
const left = 190

/** Columns and rows of a ladder to pixels. */
export const ladderScale = {
  left,
  columnWidth,
  headHeight: 40,
  x: (column: number) => left + column * columnWidth,
  y: (row: number) => 14 + row * rowHeight,
}
