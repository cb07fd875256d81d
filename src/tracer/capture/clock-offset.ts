/** Windows clock minus WSL clock in nanoseconds, and how far off that may be. */
export interface ClockOffset {
  readonly offset: number
  readonly error: number
}

/** Learns the offset between two clocks from packets that both have seen. */
export interface ClockOffsetEstimator {
  /**
   * One packet crossed from WSL to Windows (`toWindows`) or back; `difference` is Windows time minus WSL time in
   * nanoseconds, `at` the moment in milliseconds of a clock that only goes forward.
   */
  add(direction: 'toWindows' | 'toWsl', difference: number, at: number): void
  /** The offset by what the last 30 s showed, null until packets went both ways. */
  estimate(): ClockOffset | null
}

const windowMilliseconds = 30_000
const jump = 50_000_000
const maximumSamples = 512

interface Sample {
  readonly difference: number
  readonly at: number
}

/**
 * A sliding-window minimum filter: forward delay f = min(Twin − Twsl), backward delay r = min(Twsl − Twin), offset =
 * (f − r) / 2, error ≤ (f + r) / 2. A difference more than 50 ms away from what its direction showed so far means that a
 * clock was stepped (a laptop woke up): everything older is forgotten.
 */
export function createClockOffsetEstimator(): ClockOffsetEstimator {
  let samples: Record<'toWindows' | 'toWsl', Sample[]> = { toWindows: [], toWsl: [] }

  const add = (direction: 'toWindows' | 'toWsl', difference: number, at: number): void => {
    const last = samples[direction].at(-1)
    if (last !== undefined && Math.abs(difference - last.difference) > jump) samples = { toWindows: [], toWsl: [] }
    for (const kept of Object.values(samples)) {
      while (kept[0] !== undefined && at - kept[0].at > windowMilliseconds) kept.shift()
    }
    const kept = samples[direction]
    kept.push({ difference, at })
    if (kept.length > maximumSamples) kept.shift()
  }

  const estimate = (): ClockOffset | null => {
    if (samples.toWindows.length === 0 || samples.toWsl.length === 0) return null
    const forward = Math.min(...samples.toWindows.map((sample) => sample.difference))
    const backward = Math.min(...samples.toWsl.map((sample) => -sample.difference))
    return { offset: (forward - backward) / 2, error: Math.abs(forward + backward) / 2 }
  }

  return { add, estimate }
}
