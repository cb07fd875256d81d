import { expect, it } from 'vitest'
import { createLabelMemory } from './remember-labels'

/** Remembers the moments that it was asked about, the newest last. */
function remember(times: readonly number[]): readonly (readonly number[])[] {
  const memoryAt = createLabelMemory((time, memory) => memory.set(time, memory.size))
  return times.map((time) => [...memoryAt(time).keys()])
}

it('is the same at a moment, whichever moments were asked for before', () => {
  const alone = remember([180_450])[0]!
  const onTheWay = remember(Array.from({ length: 600 }, (_, index) => index * 400)).length
  expect(onTheWay).toBe(600)
  expect(remember([...Array.from({ length: 451 }, (_, index) => index * 400), 180_450]).at(-1)).toEqual(alone)
  expect(remember([900_000, 3, 180_450]).at(-1)).toEqual(alone)
  expect(alone.at(-1)).toBe(180_400)
})

it('goes back far enough to settle, and not to the beginning', () => {
  for (const time of [0, 59_999, 60_000, 119_999, 600_000, 1_234_567]) {
    const [first = 0] = remember([time])[0]!
    expect(time - first).toBeLessThan(120_000)
    expect(time - first).toBeGreaterThanOrEqual(Math.min(time, 60_000))
  }
})
