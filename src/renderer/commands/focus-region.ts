/** The parts of the screen that the focus can be sent to, by their `data-region`. */
export type Region = 'bar' | 'map' | 'player' | 'views' | 'inspector' | 'status'

const focusable =
  'button:not(:disabled), input:not(:disabled), select, textarea, a[href], [tabindex]:not([tabindex="-1"]):not([aria-disabled="true"])'

/** Where the focus was in each part of the screen when it last left. */
const lastFocused = new WeakMap<Element, HTMLElement>()

/** Moves the focus to a part of the screen, or the next or previous one: to where it last was there. */
export function focusRegion(where: Region | 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(isShown)
  const current = regions.findIndex((region) => region.contains(document.activeElement))
  const from = regions[current]
  if (from && document.activeElement instanceof HTMLElement) lastFocused.set(from, document.activeElement)
  const next =
    typeof where === 'string'
      ? regions.find((region) => region.dataset['region'] === where)
      : regions.at((current === -1 && where < 0 ? -1 : current + where) % regions.length)
  if (next === undefined) return
  const before = lastFocused.get(next)
  const target =
    before?.isConnected === true && next.contains(before)
      ? before
      : [...next.querySelectorAll<HTMLElement>(focusable)].find(isShown)
  if (target === undefined) next.tabIndex = -1
  const reached = target ?? next
  reached.focus()
}

function isShown(element: HTMLElement): boolean {
  return element.getClientRects().length > 0
}
