import type { FrameClock } from '../../src/renderer/state/playback'

/** A clock that a test turns by hand: frames run when it says so. */
export interface HandClock extends FrameClock {
  /** Lets time pass in frames of 16 ms; stops early when nobody asks for another frame. Returns the frames that ran. */
  run(milliseconds: number): number
  readonly isWaiting: boolean
}

export function createHandClock(): HandClock {
  let now = 1000
  let lastId = 0
  let waiting = new Map<number, () => void>()
  return {
    now: () => now,
    requestFrame: (callback) => {
      waiting.set(++lastId, callback)
      return lastId
    },
    cancelFrame: (id) => void waiting.delete(id),
    run: (milliseconds) => {
      const end = now + milliseconds
      let frames = 0
      while (waiting.size > 0 && now < end) {
        const due = waiting
        waiting = new Map()
        now += 16
        for (const callback of due.values()) callback()
        frames++
      }
      now = Math.max(now, end)
      return frames
    },
    get isWaiting() {
      return waiting.size > 0
    },
  }
}
