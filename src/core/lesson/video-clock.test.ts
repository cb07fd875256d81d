import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Question } from './lesson'
import { answerTime, createVideoClock, promptTime } from './video-clock'

const ask = (id: string, at: number): Question => ({
  id,
  at,
  kind: 'dropped-at',
  prompt: { en: '?', ja: '?' },
  explanation: { en: '', ja: '' },
  packet: { interface: 'a/eth0', time: '1.000000000' },
})
const hold = promptTime + answerTime

describe('createVideoClock', () => {
  const lesson = {
    duration: 10_000,
    cuts: [{ from: 2000, to: 3000 }],
    slow: [{ from: 5000, to: 6000, times: 3 }],
    questions: [ask('cut away', 2500), ask('one', 4000), ask('slow', 5500)],
  }
  const clock = createVideoClock(lesson)

  it('waits at every question that was not cut out, first asking and then telling', () => {
    expect(clock.duration).toBe(11_000 + 2 * hold)
    const shown = 3000
    expect(clock.at(shown - 1)).toEqual({ shown: shown - 1, lesson: 3999, asked: null })
    expect(clock.at(shown + promptTime / 2)).toMatchObject({
      shown,
      lesson: 4000,
      asked: { phase: 'prompt', share: 0.5, question: { id: 'one' } },
    })
    expect(clock.at(shown + promptTime)).toMatchObject({ lesson: 4000, asked: { phase: 'answer', share: 0 } })
    expect(clock.at(shown + hold + 500)).toEqual({ shown: 3500, lesson: 4500, asked: null })
  })

  it('says when a moment is shown first', () => {
    expect(clock.videoTime(2500)).toBe(2000)
    expect(clock.videoTime(4000)).toBe(3000)
    expect(clock.videoTime(4500)).toBe(3500 + hold)
    expect(clock.videoTime(99_999)).toBe(clock.duration)
  })

  it('lets the voice keep its pace, and go on where a question interrupted it', () => {
    expect(clock.voice).toEqual([
      { from: 0, to: 2000, videoFrom: 0 },
      { from: 3000, to: 4000, videoFrom: 2000 },
      { from: 4000, to: 5000, videoFrom: 3000 + hold },
      // The question in the slowed stretch comes when the voice there has ended.
      { from: 5000, to: 6000, videoFrom: 4000 + hold },
      { from: 6000, to: 10_000, videoFrom: 7000 + 2 * hold },
    ])
  })

  it('shows a question at the very end', () => {
    const last = createVideoClock({ ...lesson, questions: [ask('last', 10_000)] })
    expect(last.duration).toBe(11_000 + hold)
    expect(last.at(11_000 + promptTime + 1).asked?.phase).toBe('answer')
  })

  const moments = fc.integer({ min: 0, max: 10_000 })
  const stretches = fc.tuple(moments, moments).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) + 1 }))
  const lessons = fc.record({
    duration: fc.constant(10_000),
    cuts: fc.array(stretches, { maxLength: 3 }),
    slow: fc.array(
      stretches.map((stretch) => ({ ...stretch, times: 2 })),
      { maxLength: 2 },
    ),
    questions: fc
      .array(moments, { maxLength: 4 })
      .map((times) => times.sort((a, b) => a - b).map((at) => ask(`q${at}`, at))),
  })

  it('never runs backwards, nor lets the voice speak over itself', () => {
    fc.assert(
      fc.property(lessons, (given) => {
        const made = createVideoClock(given)
        const { duration, voice } = made
        let before = -1
        for (let step = 0; step <= 200; step++) {
          const { lesson: time } = made.at((duration * step) / 200)
          expect(time).toBeGreaterThanOrEqual(before - 1e-6)
          before = time
        }
        for (const [index, part] of voice.entries()) {
          const next = voice[index + 1]
          const end = part.videoFrom + part.to - part.from
          expect(end).toBeLessThanOrEqual((next?.videoFrom ?? duration) + 1e-6)
          if (next !== undefined) expect(next.from).toBeGreaterThanOrEqual(part.to - 1e-6)
        }
      }),
    )
  })
})
