import { describe, expect, it } from 'vitest'
import { listCues, webVtt } from './captions'
import { emptyLesson, type Caption, type Lesson } from './lesson'
import { answerTime, promptTime } from './video-clock'

const caption = (from: number, to: number, en: string, ja = ''): Caption => ({ from, to, text: { en, ja } })
const lessonOf = (captions: readonly Caption[], more: Partial<Lesson> = {}): Lesson => ({
  ...emptyLesson('captions'),
  duration: 4_000_000,
  captions,
  ...more,
})

describe('listCues', () => {
  it('shows one caption at a time, that which began last, and goes back to the one around it', () => {
    expect(listCues(lessonOf([caption(0, 1000, 'a'), caption(400, 600, 'b')]), 'en')).toEqual([
      { from: 0, to: 400, text: 'a' },
      { from: 400, to: 600, text: 'b' },
      { from: 600, to: 1000, text: 'a' },
    ])
  })

  it('has the times of the video: without cuts, slowed, and after the question', () => {
    const lesson = lessonOf([caption(500, 1500, 'cut'), caption(2000, 3000, 'slow'), caption(5000, 5500, 'later')], {
      cuts: [{ from: 1000, to: 2000 }],
      slow: [{ from: 2000, to: 3000, times: 2 }],
      questions: [
        {
          id: 'q',
          at: 4000,
          kind: 'dropped-at',
          prompt: { en: '?', ja: '' },
          explanation: { en: '', ja: '' },
          packet: { interface: 'a', time: '1.000000000' },
        },
      ],
    })
    const later = 5000 + promptTime + answerTime
    expect(listCues(lesson, 'en')).toEqual([
      { from: 500, to: 1000, text: 'cut' },
      { from: 1000, to: 3000, text: 'slow' },
      { from: later, to: later + 500, text: 'later' },
    ])
  })

  it('takes the other language where a text is missing', () => {
    const captions = [caption(0, 1, 'one', '一'), caption(1, 2, 'two')]
    expect(listCues(lessonOf(captions), 'ja').map(({ text }) => text)).toEqual(['一', 'two'])
  })
})

describe('webVtt', () => {
  it('writes cues with times of any length', () => {
    expect(webVtt(lessonOf([caption(0, 1500, 'Ping', 'ピン'), caption(3_661_007, 3_662_000, 'End')]), 'ja')).toBe(
      'WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.500\nピン\n\n2\n01:01:01.007 --> 01:01:02.000\nEnd\n',
    )
  })

  it('lets no caption write markup, another cue or a note', () => {
    const text = webVtt(lessonOf([caption(0, 1, 'a & <b>\r\n\r\n00:00 --> 00:09\n\n\nNOTE x')]), 'en')
    expect(text.split('\n\n')).toHaveLength(2)
    expect(text.match(/-->/g)).toHaveLength(1)
    expect(text).toContain('a &amp; &lt;b&gt;\n00:00 --&gt; 00:09\nNOTE x')
  })
})
