const focusable =
  'button:not(:disabled), input:not(:disabled), select, textarea, a[href], [tabindex]:not([tabindex="-1"]):not([aria-disabled="true"])'

/** Where the focus was in each part of the screen when it last left. */
const lastFocused = new WeakMap<Element, HTMLElement>()

/** Moves the focus to the next or previous part of the screen (`data-region`), to where it last was there. */
export function focusRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => region.getClientRects().length > 0,
  )
  const current = regions.findIndex((region) => region.contains(document.activeElement))
  const from = regions[current]
  if (from && document.activeElement instanceof HTMLElement) lastFocused.set(from, document.activeElement)
  const start = current === -1 && step < 0 ? 0 : current
  const next = regions[(start + step + regions.length) % regions.length]
  if (next === undefined) return
  const before = lastFocused.get(next)
  const target =
    before?.isConnected === true && next.contains(before)
      ? before
      : [...next.querySelectorAll<HTMLElement>(focusable)].find((element) => element.getClientRects().length > 0)
  if (target) target.focus()
  else {
    next.tabIndex = -1
    next.focus()
  }
}
