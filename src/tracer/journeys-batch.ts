import type { Journey } from '../core/journey/journey'

/** Chooses what of a stream of changed journeys one screen gets, so that a slow screen or a flood never piles up. */
export interface JourneysBatch {
  /** Takes the journeys that changed since the last call, in order of id. */
  add(changed: readonly Journey[]): void
  /** The next batch, at most `maximumPerBatch` journeys in order of id, `[]` when there is nothing to send. */
  take(): readonly Journey[]
  /** True when `take` would give something. */
  isWaiting(): boolean
  /** Journeys that the screen will never hear of. */
  notSent(): number
}

/** Only the newest journeys on the screen are kept up to date; older ones have long settled. */
const maximumShown = 8192

/**
 * A `JourneysBatch`. News of a journey that the screen already shows comes first, so that none stays in flight there for
 * ever, but leaves half the room to the newest of the new ones. New journeys beyond the limit are counted and left out for good.
 */
export function createJourneysBatch(maximumPerBatch = 96): JourneysBatch {
  const shown = new Set<number>()
  const updates = new Map<number, Journey>()
  let fresh: Journey[] = []
  const freshIds = new Set<number>()
  let newest = 0
  let notSent = 0

  const add = (changed: readonly Journey[]): void => {
    for (const journey of changed) {
      if (shown.has(journey.id)) {
        updates.set(journey.id, journey)
      } else if (freshIds.has(journey.id)) {
        fresh[fresh.findIndex((waiting) => waiting.id === journey.id)] = journey
      } else if (journey.id > newest) {
        newest = journey.id
        fresh.push(journey)
        freshIds.add(journey.id)
      }
    }
    if (fresh.length > maximumPerBatch) {
      const dropped = fresh.slice(0, fresh.length - maximumPerBatch)
      fresh = fresh.slice(-maximumPerBatch)
      notSent += dropped.length
      for (const journey of dropped) freshIds.delete(journey.id)
    }
  }

  const take = (): readonly Journey[] => {
    const batch: Journey[] = []
    // A new map changes everything that is shown; what is new must not wait until all of that was sent.
    const forUpdates = maximumPerBatch - Math.min(fresh.length, Math.floor(maximumPerBatch / 2))
    for (const [id, journey] of updates) {
      if (batch.length === forUpdates) break
      batch.push(journey)
      updates.delete(id)
    }
    const room = maximumPerBatch - batch.length
    const sent = room === 0 ? [] : fresh.slice(-room)
    notSent += fresh.length - sent.length
    fresh = []
    freshIds.clear()
    for (const journey of sent) {
      shown.add(journey.id)
      batch.push(journey)
    }
    for (const id of shown) {
      if (shown.size <= maximumShown) break
      shown.delete(id)
      updates.delete(id)
    }
    return batch.sort((a, b) => a.id - b.id)
  }

  return { add, take, isWaiting: () => updates.size > 0 || fresh.length > 0, notSent: () => notSent }
}
