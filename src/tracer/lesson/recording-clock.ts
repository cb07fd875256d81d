import type { LessonTime } from '../../core/lesson/lesson'

/**
 * The clock of a lesson that is being recorded: it stands still while recording is paused, and passes over the time in
 * which the computer slept.
 */
export interface RecordingClock {
  /** Whole milliseconds. */
  elapsed(): LessonTime
  isPaused(): boolean
  pause(): void
  resume(): void
  /** Milliseconds that the computer slept since the last call; 0 when it did not. */
  takeSlept(): number
}

/** The clocks differ by that much only when the computer slept. */
const leastSleep = 2_000
/** Where the monotonic clock goes on during sleep nobody asks it for so long; recorders ask twice a second. */
const longestSilence = 10_000

/** A clock that begins to run at 0. `now` only moves forward; `uptime` does so in sleep, too. Both are in milliseconds. */
export function createRecordingClock({ now, uptime }: { now: () => number; uptime: () => number }): RecordingClock {
  let elapsed = 0
  let slept = 0
  let isPaused = false
  let last = { now: now(), uptime: uptime() }

  const look = (): void => {
    const next = { now: now(), uptime: uptime() }
    const passed = next.now - last.now
    const ahead = next.uptime - last.uptime - passed
    last = next
    if (passed >= longestSilence) {
      slept += passed
      return
    }
    if (ahead >= leastSleep) slept += ahead
    if (!isPaused) elapsed += passed
  }

  return {
    elapsed: () => {
      look()
      return Math.round(elapsed)
    },
    isPaused: () => isPaused,
    pause: () => {
      look()
      isPaused = true
    },
    resume: () => {
      look()
      isPaused = false
    },
    takeSlept: () => {
      look()
      const taken = slept
      slept = 0
      return taken
    },
  }
}
