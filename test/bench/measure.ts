/** One figure of a benchmark: a ratio where there is something to compare with, so that machines can be compared. */
export interface Measure {
  readonly name: string
  readonly value: number
  /** `×` for a ratio, else the unit: `ms`, `MB`, `packets/s`, `packets`. */
  readonly unit: string
  readonly isMoreBetter: boolean
  /** The least good value that is good enough, null when it is only watched. */
  readonly target: number | null
}

/** A benchmark; it may say what it does on `log`. Rejects when it cannot run here, with a sentence. */
export type Bench = (log: (line: string) => void) => Promise<readonly Measure[]>

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
