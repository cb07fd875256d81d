const longestNanoseconds = 2e9
const shortestNanoseconds = 0.1e9

/** Before so many lessons nothing is concluded from them. */
const fewestLessons = 256

/** How much later than the slowest packet so far another one may be. */
const margin = 10

/**
 * How long an answered journey waits for sightings that are still on their way through pipes, terminals and the clocks
 * of other machines: ten times the longest that any packet took so far from its first sighting to a later one, between
 * 0.1 s and 2 s. Waiting longer than needed is what fills memory in a flood.
 */
export class StragglerPatience {
  patience = longestNanoseconds
  #lessons = 0
  #slowest = 0

  /** A sighting arrived this many nanoseconds after the first of its packet. */
  learn(nanoseconds: number): void {
    if (nanoseconds > this.#slowest) {
      this.#slowest = nanoseconds
      if (this.#lessons >= fewestLessons) this.#conclude()
    }
    if (this.#lessons < fewestLessons && ++this.#lessons === fewestLessons) this.#conclude()
  }

  #conclude(): void {
    this.patience = Math.min(longestNanoseconds, Math.max(shortestNanoseconds, this.#slowest * margin))
  }
}
