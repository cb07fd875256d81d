/**
 * How a slow-down is written: two significant digits, with thousands apart, `4,000` for 3,960. Null when there is none
 * to state.
 */
export function describeSlowDown(slowDown: number | null): { factor: string; isSlower: boolean } | null {
  if (slowDown === null || !Number.isFinite(slowDown) || slowDown <= 0) return null
  const isSlower = slowDown >= 1
  const rounded = Number((isSlower ? slowDown : 1 / slowDown).toPrecision(2))
  return { factor: rounded.toLocaleString('en'), isSlower }
}
