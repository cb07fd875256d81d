import { describe, expect, it } from 'vitest'
import { createClockOffsetEstimator } from './clock-offset'

const millisecond = 1e6

describe('createClockOffsetEstimator', () => {
  it('knows nothing until packets went both ways', () => {
    const clock = createClockOffsetEstimator()
    clock.add('toWindows', 5, 0)
    expect(clock.estimate()).toBeNull()
  })

  it('finds the offset within its error through varying delays', () => {
    const clock = createClockOffsetEstimator()
    const truth = 1.8 * millisecond
    for (const [at, delay] of [
      [0, 0.5],
      [1, 0.1],
      [2, 0.9],
    ] as const) {
      clock.add('toWindows', truth + delay * millisecond, at)
      clock.add('toWsl', truth - (delay + 0.2) * millisecond, at)
    }
    const estimate = clock.estimate()!
    expect(Math.abs(estimate.offset - truth)).toBeLessThanOrEqual(estimate.error)
    expect(estimate.error).toBeCloseTo(0.2 * millisecond)
  })

  it('forgets what is older than 30 s', () => {
    const clock = createClockOffsetEstimator()
    clock.add('toWindows', 1 * millisecond, 0)
    clock.add('toWsl', 1 * millisecond, 0)
    clock.add('toWindows', 3 * millisecond, 31_000)
    clock.add('toWsl', 3 * millisecond, 31_000)
    expect(clock.estimate()).toEqual({ offset: 3 * millisecond, error: 0 })
  })

  it('starts anew when a clock was stepped', () => {
    const clock = createClockOffsetEstimator()
    clock.add('toWindows', 0, 0)
    clock.add('toWsl', 0, 0)
    clock.add('toWindows', 3600e9, 10)
    expect(clock.estimate()).toBeNull()
    clock.add('toWsl', 3600e9, 11)
    expect(clock.estimate()).toEqual({ offset: 3600e9, error: 0 })
  })
})
