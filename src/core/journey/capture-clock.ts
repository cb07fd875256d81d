import { nanosecondsBetween, type Sighting } from '../correlate/sighting'

interface MachineClock {
  readonly first: { readonly seconds: number; readonly nanoseconds: number }
  /** What the capture clock said when this machine's first frame came. */
  readonly base: number
}

/**
 * One running time, in nanoseconds from 0, out of the clocks of several machines, which may be hours apart: each
 * machine contributes only how much time has passed since its first frame.
 */
export class CaptureClock {
  readonly #clockOfMachine = new Map<string | null, MachineClock>()
  #ticking: MachineClock | null = null
  #now = 0

  /** The running time now. */
  get now(): number {
    return this.#now
  }

  /** The running time at a sighting; it never goes back. */
  see(sighting: Sighting): number {
    const { machine } = sighting.point
    let clock = this.#clockOfMachine.get(machine)
    if (clock === undefined) {
      clock = this.#start(sighting)
      this.#clockOfMachine.set(machine, clock)
    }
    return this.#advance(clock, sighting)
  }

  /** The running time at a moment of the observer's own clock. */
  tick(seconds: number, nanoseconds: number): number {
    const time = { seconds, nanoseconds }
    this.#ticking ??= this.#start(time)
    return this.#advance(this.#ticking, time)
  }

  #start(time: { readonly seconds: number; readonly nanoseconds: number }): MachineClock {
    return { first: { seconds: time.seconds, nanoseconds: time.nanoseconds }, base: this.#now }
  }

  #advance(clock: MachineClock, time: { readonly seconds: number; readonly nanoseconds: number }): number {
    const now = clock.base + nanosecondsBetween(clock.first, time)
    if (now > this.#now) this.#now = now
    return this.#now
  }
}
