import { expect, it } from 'vitest'
import { createLabelMemory } from './remember-labels'

/** Remembers the moments that it was asked about, the newest last. */
function remember(times: readonly number[]): readonly (readonly number[])[] {
  const memoryAt = createLabelMemory((time, memory) => memory.set(time, memory.size))
  return times.map((time) => [...memoryAt(time).keys()])
}

it('is the same at a moment, whichever moments were asked for before', () => {
  const alone = remember([20_450])[0]!
  const onTheWay = remember(Array.from({ length: 600 }, (_, index) => index * 40)).length
  expect(onTheWay).toBe(600)
  expect(remember([...Array.from({ length: 511 }, (_, index) => index * 40), 20_450]).at(-1)).toEqual(alone)
  expect(remember([90_000, 3, 20_450]).at(-1)).toEqual(alone)
  expect(alone.at(-1)).toBe(20_400)
})

it('goes back far enough to settle, and not to the beginning', () => {
  for (const time of [0, 5_999, 6_000, 11_999, 60_000, 123_456]) {
    const [first = 0] = remember([time])[0]!
    expect(time - first).toBeLessThan(12_000)
    expect(time - first).toBeGreaterThanOrEqual(Math.min(time, 6_000))
  }
})
