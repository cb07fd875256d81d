import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packetRefOf } from '../../src/core/lesson/packet-ref'
import { answerTime, createVideoClock, promptTime } from '../../src/core/lesson/video-clock'
import { interfaceOfPoint } from '../../src/core/playback/list-stations'
import { writeLessonFile } from '../../src/lesson-file/write-lesson-file'
import type { FilmOptions } from '../../src/renderer/lesson-video/create-film'
import { openVideoPage } from '../lesson/open-video-page'
import { makeLesson } from '../lesson/sample-lesson'

const duration = 6000
const look: FilmOptions = { language: 'en', theme: 'dark', hasCaptions: true, width: 640, height: 360 }

let browser: Browser
let page: Page

beforeAll(async () => {
  ;({ browser, page } = await openVideoPage())
})
afterAll(() => browser.close())

describe('what a frame tells', () => {
  /** A lesson that asks, and its file in base64. */
  const asking = () => {
    const sample = makeLesson('internet', ({ journeys }) => {
      const request = journeys.find(({ kind }) => kind === 'echo-request')!
      const last = request.sightings.at(-1)!
      return {
        duration,
        chapters: [
          { at: 0, title: { en: 'Out', ja: '外へ' } },
          { at: 4000, title: { en: 'Back', ja: '戻る' } },
        ],
        captions: [{ from: 0, to: 6000, text: { en: 'Watch the source', ja: '送信元を見てください' } }],
        spotlights: [{ from: 1000, to: 2000, target: { kind: 'field', field: 'ttl' } }],
        questions: [
          {
            id: 'q',
            at: 3000,
            kind: 'next-source',
            interface: interfaceOfPoint(last.point),
            prompt: { en: 'Which source?', ja: '送信元は？' },
            explanation: { en: 'So says Windows.', ja: 'Windows の NAT です。' },
            packet: packetRefOf(request)!,
          },
        ],
      }
    })
    const request = sample.journeys.find(({ kind }) => kind === 'echo-request')!
    return {
      file: Buffer.from(writeLessonFile(sample.content)).toString('base64'),
      answer: request.sightings.at(-1)!.packet.source,
      clock: createVideoClock(sample.content.lesson),
    }
  }
  const textsOf = (file: string, time: number, options: Partial<FilmOptions> = {}) =>
    page.evaluate(([given, wanted, at]) => globalThis.textsOfFrame(given, wanted, at), [
      file,
      { ...look, ...options },
      time,
    ] as const)

  it('are its title, its chapter, its caption, and a packet’s header when that is lit', async () => {
    const { file, clock } = asking()
    const early = await textsOf(file, clock.videoTime(500))
    expect(early).toEqual(expect.arrayContaining(['1', 'Out', 'Lesson on internet', 'Watch the source']))
    expect(early).not.toContain('TTL')
    expect(await textsOf(file, clock.videoTime(1500))).toEqual(expect.arrayContaining(['Source MAC', 'TTL', '64']))
    const late = await textsOf(file, clock.videoTime(4500), { language: 'ja' })
    expect(late).toEqual(expect.arrayContaining(['2', '戻る', 'internet のレッスン', '送信元を見てください']))
    expect(await textsOf(file, clock.videoTime(500), { hasCaptions: false })).not.toContain('Watch the source')
  })

  it('is a question, and later what the packets answer', async () => {
    const { file, answer, clock } = asking()
    const asked = await textsOf(file, clock.videoTime(3000) + 100)
    expect(asked).toEqual(expect.arrayContaining(['Question', 'Which source?']))
    for (const text of [answer, 'So says Windows.', 'Watch the source']) expect(asked).not.toContain(text)
    const told = await textsOf(file, clock.videoTime(3000) + promptTime + 100)
    expect(told).toEqual(expect.arrayContaining(['Answer', 'Which source?', answer, 'So says Windows.']))
    const after = await textsOf(file, clock.videoTime(3000) + promptTime + answerTime + 100)
    expect(after).toContain('Watch the source')
    expect(after).not.toContain('Which source?')
  })
})
