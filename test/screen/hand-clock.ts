import type { FrameClock } from '../../src/renderer/state/playback'

/** A clock that a test turns by hand: frames run when it says so. */
export interface HandClock extends FrameClock {
  /** Lets time pass in frames of 16 ms; stops early when nobody asks for another frame. Returns the frames that ran. */
  run(milliseconds: number): number
  readonly isWaiting: boolean
}

export function createHandClock(): HandClock {
  let now = 1000
  let next: (() => void) | null = null
  return {
    now: () => now,
    requestFrame: (callback) => {
      next = callback
      return 1
    },
    cancelFrame: () => (next = null),
    run: (milliseconds) => {
      const end = now + milliseconds
      let frames = 0
      while (next !== null && now < end) {
        const frame: () => void = next
        next = null
        now += 16
        frame()
        frames++
      }
      now = Math.max(now, end)
      return frames
    },
    get isWaiting() {
      return next !== null
    },
  }
}
