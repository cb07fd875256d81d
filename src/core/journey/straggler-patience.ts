const longestNanoseconds = 2e9
/** Live, a terminal may stall as never before; a file has no such surprise. */
const shortestLiveNanoseconds = 1e9
const shortestInFileNanoseconds = 0.02e9

/** Before so many lessons nothing is concluded from them. */
const fewestLessons = 256

/** How much later than the slowest packet so far another one may be. */
const margin = 10

/**
 * How long an answered journey waits for sightings that are still on their way through pipes, terminals and the clocks
 * of other machines: ten times the longest that any packet took so far from its first sighting to a later one, at
 * most 2 s and at least 1 s live, 20 ms in a file. Waiting longer than needed is what fills memory in a flood.
 */
export class StragglerPatience {
  patience = longestNanoseconds
  readonly #shortest: number
  #lessons = 0
  #slowest = 0

  constructor(isLive: boolean) {
    this.#shortest = isLive ? shortestLiveNanoseconds : shortestInFileNanoseconds
  }

  /** A sighting arrived this many nanoseconds after the first of its packet. */
  learn(nanoseconds: number): void {
    if (nanoseconds > this.#slowest) {
      this.#slowest = nanoseconds
      if (this.#lessons >= fewestLessons) this.#conclude()
    }
    if (this.#lessons < fewestLessons && ++this.#lessons === fewestLessons) this.#conclude()
  }

  #conclude(): void {
    this.patience = Math.min(longestNanoseconds, Math.max(this.#shortest, this.#slowest * margin))
  }
}
