import { describe, expect, it } from 'vitest'
import { lostSightings, pingSightings, trackJourneys } from '../../../test/scenes/article-journeys'
import { estimateClocks } from './estimate-clock-offsets'

describe('estimateClocks', () => {
  it('finds the offset between two machines from packets both ways, and how far it may be wrong', () => {
    const { windows } = estimateClocks(trackJourneys(pingSightings(0, 1)))
    // Windows' clock is 1.8 ms ahead there; a crossing takes some ten microseconds.
    expect(windows!.error).not.toBeNull()
    expect(Math.abs(windows!.offset - 1_800_000)).toBeLessThanOrEqual(windows!.error! + 1000)
    expect(windows!.error).toBeLessThan(100_000)
  })

  it('knows no error from packets one way', () => {
    const clocks = estimateClocks(trackJourneys(lostSightings(0, 1, 5)))
    expect(clocks['windows']?.error).toBeNull()
    expect(clocks['wsl:Ubuntu']).toEqual({ offset: 0, error: 0 })
  })
})
