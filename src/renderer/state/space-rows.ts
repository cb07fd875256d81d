/** A step so many times the usual one is drawn shorter, and says how long it was. */
const longest = 5
/** Rows of one instant stay apart, so that each can be seen and pointed at. */
const shortest = 0.6

/** Where rows are in true time, in heights of a row, and the rows before which time was left out. */
export interface SpacedRows {
  readonly places: readonly number[]
  readonly gaps: readonly { readonly row: number; readonly nanoseconds: number }[]
}

/** Places rows by the nanoseconds between them: the median step is one height, what would be far longer is a gap. */
export function spaceRows(steps: readonly number[]): SpacedRows {
  const positive = steps.filter((step) => step > 0).toSorted((a, b) => a - b)
  const usual = positive[Math.floor((positive.length - 1) / 2)] ?? 1
  const gaps: { row: number; nanoseconds: number }[] = []
  let place = 0
  const places = steps.map((step, row) => {
    if (row === 0) return place
    if (step / usual > longest) gaps.push({ row, nanoseconds: step })
    place += Math.min(longest, Math.max(shortest, step / usual))
    return place
  })
  return { places, gaps }
}
