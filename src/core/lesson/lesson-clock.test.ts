import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLessonClock } from './lesson-clock'

describe("a lesson's clocks", () => {
  it('are one when nothing was cut or slowed', () => {
    const clock = createLessonClock({ duration: 1000, cuts: [], slow: [] })
    expect([clock.duration, clock.lessonTime(400), clock.shownTime(400), clock.voiceTime(400)]).toEqual([
      1000, 400, 400, 400,
    ])
  })

  it('leave out what was cut', () => {
    const clock = createLessonClock({
      duration: 1000,
      cuts: [
        { from: 0, to: 100 },
        { from: 300, to: 500 },
        { from: 450, to: 600 },
      ],
      slow: [],
    })
    expect(clock.duration).toBe(600)
    expect(clock.lessonTime(0)).toBe(100)
    expect(clock.lessonTime(199)).toBe(299)
    expect(clock.lessonTime(200)).toBe(600)
    expect(clock.shownTime(50)).toBe(0)
    expect(clock.shownTime(400)).toBe(200)
    expect(clock.shownTime(1000)).toBe(600)
  })

  it('slow the picture and let the voice wait', () => {
    const clock = createLessonClock({ duration: 1000, cuts: [], slow: [{ from: 200, to: 400, times: 3 }] })
    expect(clock.duration).toBe(1400)
    expect(clock.lessonTime(500)).toBe(300)
    expect(clock.voiceTime(399)).toBe(399)
    expect(clock.voiceTime(500)).toBeNull()
    expect(clock.voiceTime(800)).toBe(400)
  })

  const stretch = fc
    .tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 300 }))
    .map(([from, length]) => ({ from, to: from + length }))

  it('never run backwards and agree with each other, whatever was edited', () => {
    const slow = fc.tuple(stretch, fc.constantFrom(0.5, 2, 4)).map(([each, times]) => ({ ...each, times }))
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 5 }), fc.array(slow, { maxLength: 5 }), (cuts, slowed) => {
        const clock = createLessonClock({ duration: 1000, cuts, slow: slowed })
        let before = -1
        for (let shown = 0; shown <= clock.duration; shown += 7) {
          const time = clock.lessonTime(shown)
          expect(time).toBeGreaterThanOrEqual(before)
          expect(cuts.some(({ from, to }) => time > from && time < Math.min(to, 1000))).toBe(false)
          expect(clock.lessonTime(clock.shownTime(time))).toBeCloseTo(time, 6)
          before = time
        }
        let shownBefore = 0
        for (let time = 0; time <= 1000; time += 13) {
          expect(clock.shownTime(time)).toBeGreaterThanOrEqual(shownBefore)
          shownBefore = clock.shownTime(time)
        }
      }),
    )
  })
})
