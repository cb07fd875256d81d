import { writeLessonFile } from '../../src/lesson-file/write-lesson-file'
import { makeLesson } from '../lesson/sample-lesson'
import { openVideoPage } from '../lesson/open-video-page'
import type { MadeVideo } from '../lesson/video-page'
import type { Measure } from './measure'

const duration = 60_000
const size = { width: 1920, height: 1080 }
const framesPerSecond = 30

/**
 * The first minute of a built-in recording as a WebM of 1080p at 30 frames a second, with chapters, captions, spotlights
 * and a camera that moves, in Chromium without a GPU: how long it takes, by how long the video is.
 */
export async function videoBench(log: (line: string) => void): Promise<readonly Measure[]> {
  const { content } = makeLesson('internet', ({ content: { topology } }) => ({
    duration,
    chapters: [0, 20_000, 40_000].map((at, index) => ({ at, title: { en: `Part ${index + 1}`, ja: '' } })),
    captions: Array.from({ length: 12 }, (_, index) => ({
      from: index * 5000,
      to: index * 5000 + 4000,
      text: { en: `Caption ${index + 1}: look at how the source of the packet changes here.`, ja: '' },
    })),
    spotlights: [
      { from: 5000, to: 9000, target: { kind: 'namespace', id: topology.namespaces[0]!.id } },
      { from: 15_000, to: 20_000, target: { kind: 'field', field: 'source' } },
      { from: 30_000, to: 34_000, target: { kind: 'wire', ends: topology.wires[0]!.ends } },
    ],
    moves: [25_000, 35_000, 45_000].map((at, index) => ({
      at,
      kind: 'camera',
      camera: index === 2 ? null : { x: 0.3 + index * 0.3, y: 0.5, zoom: 1.8 },
    })),
  }))
  const { browser, page } = await openVideoPage()
  try {
    const made = await page.evaluate(([file, options]): Promise<MadeVideo> => globalThis.exportLesson(file, options), [
      Buffer.from(writeLessonFile(content)).toString('base64'),
      { format: 'webm', captions: 'burnt-in', language: 'en', size, framesPerSecond },
    ] as const)
    const megabytes = (made.base64.length * 3) / 4 / 1e6
    log(`${(made.milliseconds / 1000).toFixed(1)} s for ${duration / 1000} s of video, ${megabytes.toFixed(1)} MB`)
    return [
      {
        name: 'video, WebM of 1080p30, its length by how long it takes',
        value: duration / made.milliseconds,
        unit: '×',
        isMoreBetter: true,
        target: 1,
      },
    ]
  } finally {
    await browser.close()
  }
}
