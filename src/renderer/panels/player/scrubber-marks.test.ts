import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../../core/journey/journey'
import { emptyTimeline } from '../../../core/playback/timeline'
import { columnsOf, marksOf } from './scrubber-marks'

/** A hundred thousand packets, one a millisecond, of which one was lost. */
const count = 100_000
const plan = {
  origin: { seconds: 0, nanoseconds: 0 },
  clockOffsets: {},
  windows: [],
  duration: count,
  starts: Float64Array.from({ length: count }, (_, index) => index),
  moments: new Float64Array(count),
  verdicts: Array.from({ length: count }, (_, index): Verdict['kind'] => (index === 77_777 ? 'lost' : 'answered')),
}

describe('columnsOf', () => {
  const columns = columnsOf(marksOf(emptyTimeline, plan), 500, (time) => time / count)

  it('counts every packet once, in the column where it stands', () => {
    expect(columns.total).toBe(count)
    expect(columns.most).toBe(200)
    expect(columns.counts.good.reduce((sum, each) => sum + each, 0)).toBe(count - 1)
  })

  it('loses none that went wrong among those that did not', () => {
    expect(columns.counts.bad.findIndex((each) => each === 1)).toBe(Math.floor((77_777 / count) * 500))
    expect(columns.counts.bad.reduce((sum, each) => sum + each, 0)).toBe(1)
  })

  it('leaves out what is not on the scrubber', () => {
    const half = columnsOf(marksOf(emptyTimeline, plan), 500, (time) => (time < 50_000 ? null : time / count))
    expect(half.total).toBe(50_000)
  })
})
