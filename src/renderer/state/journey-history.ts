import { nanosecondsBetween, type Sighting } from '../../core/correlate/sighting'
import type { Journey } from '../../core/journey/journey'
import { interfaceOfPoint } from '../../core/playback/list-stations'
import type { InterfaceId } from '../../core/topology/topology'
import { lineOf } from './packet-line'

/** What had to be forgotten so that memory stays bounded. */
export interface LetGo {
  readonly exchanges: number
  readonly journeys: number
}

/** A packet may be seen this much later than the first sighting of its journey. */
const journeyMayLastNanoseconds = 60e9

/**
 * The journeys that the screen remembers, in order of id, at most `limit` exchanges; the oldest are let go and counted.
 * Mutable for speed: a reader compares `version` to know whether anything changed.
 */
export class JourneyHistory {
  readonly #journeys: Journey[] = []
  readonly #byId = new Map<number, Journey>()
  readonly #exchanges = new Map<number, number[]>()
  #letGoExchanges = 0
  #letGoJourneys = 0
  #newestExchangeLetGo = 0
  #newestExchange = 0
  #version = 0
  #seen: ReadonlySet<InterfaceId> = new Set()

  constructor(readonly limit = 100_000) {}

  get version(): number {
    return this.#version
  }

  get size(): number {
    return this.#journeys.length
  }

  get letGo(): LetGo {
    return { exchanges: this.#letGoExchanges, journeys: this.#letGoJourneys }
  }

  /** The highest number of an exchange so far. */
  get newestExchange(): number {
    return this.#newestExchange
  }

  /** All journeys in order of id; valid until the next `put`. */
  get journeys(): readonly Journey[] {
    return this.#journeys
  }

  /** Every interface that a packet was seen at; another set when one more was. */
  get seen(): ReadonlySet<InterfaceId> {
    return this.#seen
  }

  byId(id: number): Journey | null {
    return this.#byId.get(id) ?? null
  }

  /** The journeys of one exchange in order of id. */
  ofExchange(exchange: number): readonly Journey[] {
    const ids = this.#exchanges.get(exchange) ?? []
    return ids.map((id) => this.#byId.get(id)).filter((journey) => journey !== undefined)
  }

  /** Adds a journey, or replaces the one with its id. */
  put(journey: Journey): void {
    if (journey.exchange <= this.#newestExchangeLetGo && !this.#exchanges.has(journey.exchange)) return
    this.#version++
    this.#noteSeen(journey)
    this.#newestExchange = Math.max(this.#newestExchange, journey.exchange)
    const known = this.#byId.get(journey.id)
    this.#byId.set(journey.id, journey)
    if (known === undefined) {
      const last = this.#journeys.at(-1)
      if (last === undefined || last.id < journey.id) this.#journeys.push(journey)
      else this.#journeys.splice(this.indexOf(journey.id), 0, journey)
    } else {
      this.#journeys[this.indexOf(journey.id)] = journey
      if (known.exchange !== journey.exchange) this.#leaveExchange(known)
    }
    if (known?.exchange !== journey.exchange) this.#joinExchange(journey)
    // Forgetting in bulk keeps the price of one addition constant.
    if (this.#exchanges.size > this.limit + Math.max(16, this.limit / 100)) this.#forgetOldest()
  }

  /** Index of the journey with this id in `journeys`, or where it would stand. */
  indexOf(id: number): number {
    let low = 0
    let high = this.#journeys.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#journeys[middle]!.id < id) low = middle + 1
      else high = middle
    }
    return low
  }

  /**
   * The journey that a line of a capture's terminal shows, and which of its sightings, null for a copy that a bridge sent
   * there; null when it is not known.
   */
  ofLine(point: number, line: string): { readonly journey: number; readonly sighting: number | null } | null {
    const time = /^(\d+)\.(\d{1,9})\b/.exec(line)
    const at = time && { seconds: Number(time[1]), nanoseconds: Number(time[2]!.padEnd(9, '0')) }
    for (let index = this.#journeys.length - 1; index >= 0; index--) {
      const journey = this.#journeys[index]!
      const isIt = (sighting: Sighting) => sighting.point.index === point && lineOf(sighting) === line
      const sighting = journey.sightings.findIndex(isIt)
      if (sighting >= 0) return { journey: journey.id, sighting }
      if (journey.copies.some(isIt)) return { journey: journey.id, sighting: null }
      const first = journey.sightings[0]
      if (at && first && nanosecondsBetween(first, at) > journeyMayLastNanoseconds) return null
    }
    return null
  }

  #noteSeen({ sightings }: Journey): void {
    const unseen = sightings.map(({ point }) => interfaceOfPoint(point)).filter((id) => !this.#seen.has(id))
    if (unseen.length > 0) this.#seen = new Set([...this.#seen, ...unseen])
  }

  #joinExchange(journey: Journey): void {
    const ids = this.#exchanges.get(journey.exchange)
    if (ids === undefined) this.#exchanges.set(journey.exchange, [journey.id])
    else ids.splice(ids.findLastIndex((id) => id < journey.id) + 1, 0, journey.id)
  }

  #leaveExchange(journey: Journey): void {
    const ids = this.#exchanges.get(journey.exchange)?.filter((id) => id !== journey.id) ?? []
    if (ids.length === 0) this.#exchanges.delete(journey.exchange)
    else this.#exchanges.set(journey.exchange, ids)
  }

  #forgetOldest(): void {
    const forgotten = new Set<number>()
    for (const [exchange, ids] of this.#exchanges) {
      if (this.#exchanges.size <= this.limit) break
      this.#exchanges.delete(exchange)
      this.#newestExchangeLetGo = Math.max(this.#newestExchangeLetGo, exchange)
      this.#letGoExchanges++
      for (const id of ids) forgotten.add(id)
    }
    for (const id of forgotten) this.#byId.delete(id)
    this.#letGoJourneys += forgotten.size
    // In place: whoever still holds the array, as a closure of an earlier render does, must not hold what was let go.
    let kept = 0
    for (const journey of this.#journeys) if (!forgotten.has(journey.id)) this.#journeys[kept++] = journey
    this.#journeys.length = kept
  }
}
