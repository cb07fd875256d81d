import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyLesson } from '../../src/core/lesson/lesson'
import { interfaceOfPoint } from '../../src/core/playback/list-stations'
import { emptyTopology } from '../../src/core/topology/topology'
import { writeLessonFile } from '../../src/lesson-file/write-lesson-file'
import type { FilmOptions } from '../../src/renderer/lesson-video/create-film'
import { runHopscope } from '../cli/run-hopscope'
import { makeLesson } from '../lesson/sample-lesson'
import { openVideoPage } from '../lesson/open-video-page'
import type { MadeVideo } from '../lesson/video-page'

/**
 * Six seconds of a real ping in six seconds of video: one is cut out, and one takes two, of which the voice speaks in the
 * first.
 */
const duration = 6000
const voiceIsSilent = { from: 4000, to: 5000 }
const size = { width: 640, height: 360 }
const framesPerSecond = 15
const look: FilmOptions = { language: 'en', theme: 'dark', hasCaptions: true, ...size }

let folder: string
let browser: Browser
let page: Page
/** The lesson's file in base64. */
let lesson: string

/** 440 Hz, loud from the first moment to the last, as the microphone would give it. */
function recordVoice(): Uint8Array {
  const file = path.join(folder, 'narration.webm')
  const tone = ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${duration / 1000}:sample_rate=48000`]
  run('ffmpeg', [...tone, '-c:a', 'libopus', '-b:a', '32k', '-y', file])
  return new Uint8Array(readFileSync(file))
}

function run(program: 'ffmpeg' | 'ffprobe', args: readonly string[]): Buffer {
  return execFileSync(program, ['-v', 'error', ...args], { maxBuffer: 1 << 28 })
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'hopscope-video-'))
  const sample = makeLesson('internet', ({ journeys }) => ({
    duration,
    cuts: [{ from: 2000, to: 3000 }],
    slow: [{ from: 4000, to: 5000, times: 2 }],
    chapters: [{ at: 0, title: { en: 'The request', ja: '要求' } }],
    captions: [
      { from: 0, to: 3500, text: { en: 'An echo request sets out', ja: 'エコー要求が出発します' } },
      { from: 3500, to: 6000, text: { en: 'Its source changes', ja: '送信元が変わります' } },
    ],
    spotlights: [
      { from: 500, to: 1500, target: { kind: 'interface', id: interfaceOfPoint(journeys[0]!.sightings[0]!.point) } },
      { from: 3000, to: 4000, target: { kind: 'field', field: 'source' } },
    ],
    narration: { from: 0 },
  }))
  lesson = Buffer.from(writeLessonFile({ ...sample.content, narration: recordVoice() })).toString('base64')
  ;({ browser, page } = await openVideoPage())
})
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

function drawFrame(time: number, options = look): Promise<string> {
  return page.evaluate(([file, given, at]) => globalThis.drawLessonFrame(file, given, at), [
    lesson,
    options,
    time,
  ] as const)
}

async function exportLesson(format: 'webm' | 'mp4', captions: 'burnt-in' | 'track' | 'none' = 'burnt-in') {
  const options = { format, captions, language: 'en', theme: 'dark', size, framesPerSecond } as const
  const made = await page.evaluate(([file, given]): Promise<MadeVideo> => globalThis.exportLesson(file, given), [
    lesson,
    options,
  ] as const)
  const file = path.join(folder, `${captions}.${format}`)
  const bytes = Buffer.from(made.base64, 'base64')
  writeFileSync(file, bytes)
  return { file, base64: made.base64, hash: createHash('sha256').update(bytes).digest('hex'), progress: made.progress }
}

interface Probe {
  readonly streams: readonly Readonly<Record<string, unknown>>[]
  readonly format: { readonly duration: string }
}

function probe(file: string): Probe {
  const args = ['-show_streams', '-show_format', '-count_packets', '-of', 'json', file]
  return JSON.parse(run('ffprobe', args).toString()) as Probe
}

/** A video's frame at a moment, or a picture, as three bytes a pixel. */
function pixelsOf(file: string, frame = 0): Buffer {
  const select = ['-vf', `select=eq(n\\,${frame})`, '-frames:v', '1']
  return run('ffmpeg', ['-i', file, ...select, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'])
}

/** How alike two pictures are, in decibels. */
function peakSignalToNoise(a: Buffer, b: Buffer): number {
  expect(a.length).toBe(b.length)
  let sum = 0
  for (const [at, value] of a.entries()) sum += (value - b[at]!) ** 2
  return 10 * Math.log10(255 ** 2 / (sum / a.length))
}

/** How loud a stretch of a file's sound is, 0 to 1. */
function loudness(file: string, from: number, to: number): number {
  const stretch = ['-ss', String(from / 1000), '-t', String((to - from) / 1000)]
  const sound = run('ffmpeg', ['-i', file, ...stretch, '-vn', '-ac', '1', '-f', 's16le', '-'])
  let sum = 0
  for (let at = 0; at + 1 < sound.length; at += 2) sum += (sound.readInt16LE(at) / 32768) ** 2
  return Math.sqrt(sum / (sound.length / 2))
}

describe('a frame of the film', () => {
  it('is the same pixels each time, and another in another language, theme or moment', async () => {
    const frame = await drawFrame(1000)
    expect(await drawFrame(1000)).toBe(frame)
    const others = [
      await drawFrame(1100),
      await drawFrame(1000, { ...look, language: 'ja' }),
      await drawFrame(1000, { ...look, theme: 'light' }),
      await drawFrame(1000, { ...look, hasCaptions: false }),
    ]
    expect(new Set([frame, ...others]).size).toBe(5)
  })
})

describe('the WebM', () => {
  it('has the whole lesson: its pictures, its length and its voice', async () => {
    const { file, progress } = await exportLesson('webm')
    const { streams, format } = probe(file)
    expect(streams.map(({ codec_name: name }) => name)).toEqual(['vp9', 'opus'])
    expect(streams[0]).toMatchObject({ ...size, nb_read_packets: String((duration / 1000) * framesPerSecond) })
    expect(Math.abs(Number(format.duration) * 1000 - duration)).toBeLessThanOrEqual(1000 / framesPerSecond)
    expect(progress.at(-1)).toBe(1)
    expect(progress).toEqual([...progress].sort((a, b) => a - b))

    for (const frame of [0, 20, 45, 70, 89]) {
      const drawn = path.join(folder, 'drawn.png')
      writeFileSync(drawn, Buffer.from(await drawFrame((frame * 1000) / framesPerSecond), 'base64'))
      expect(peakSignalToNoise(pixelsOf(file, frame), pixelsOf(drawn))).toBeGreaterThan(34)
    }

    // Opus needs a moment to begin and to end.
    expect(loudness(file, voiceIsSilent.from + 100, voiceIsSilent.to - 100)).toBeLessThan(0.001)
    for (const [from, to] of [
      [200, 1900],
      [2100, 2900],
      [3100, 3900],
      [5100, 5800],
    ] as const) {
      expect(loudness(file, from, to)).toBeGreaterThan(0.05)
    }
  })

  it('plays in a browser, which finds the same picture at a moment', async () => {
    const { base64 } = await exportLesson('webm')
    // In the middle of a frame, so that there is no doubt which one it is.
    const seconds = 52.5 / framesPerSecond
    const played = await page.evaluate(([file, at]) => globalThis.playVideo(file, 'video/webm', at), [
      base64,
      seconds,
    ] as const)
    expect(Math.abs(played.duration * 1000 - duration)).toBeLessThanOrEqual(1000 / framesPerSecond)
    const [shown, drawn] = [path.join(folder, 'shown.png'), path.join(folder, 'drawn.png')]
    writeFileSync(shown, Buffer.from(played.picture, 'base64'))
    writeFileSync(drawn, Buffer.from(await drawFrame((52 * 1000) / framesPerSecond), 'base64'))
    expect(peakSignalToNoise(pixelsOf(shown), pixelsOf(drawn))).toBeGreaterThan(30)
  })

  it('of a lesson without anything in it is one picture', async () => {
    const { content } = makeLesson('internet')
    const nothing = { ...content, lesson: emptyLesson('nothing'), topology: emptyTopology }
    const empty = Buffer.from(writeLessonFile(nothing)).toString('base64')
    const options = { format: 'webm', captions: 'burnt-in', language: 'ja', size, framesPerSecond } as const
    const made = await page.evaluate(([file, given]) => globalThis.exportLesson(file, given), [empty, options] as const)
    const file = path.join(folder, 'empty.webm')
    writeFileSync(file, Buffer.from(made.base64, 'base64'))
    expect(probe(file).streams).toMatchObject([{ codec_name: 'vp9', nb_read_packets: '1' }])
  })

  it('is the same bytes each time', async () => {
    expect((await exportLesson('webm')).hash).toBe((await exportLesson('webm')).hash)
  })

  it('can have its captions as tracks in both languages', async () => {
    const { file } = await exportLesson('webm', 'track')
    const subtitles = probe(file).streams.filter(({ codec_type: type }) => type === 'subtitle')
    expect(subtitles.map(({ tags }) => (tags as { readonly language?: string }).language)).toEqual(['eng', 'jpn'])
    const bytes = readFileSync(file)
    for (const text of ['S_TEXT/WEBVTT', 'Its source changes', 'エコー要求が出発します']) {
      expect(bytes.includes(text)).toBe(true)
    }
  })

  it('stops when it is cancelled', async () => {
    const options = { format: 'webm', captions: 'none', language: 'en', size, framesPerSecond } as const
    const cancelled = await page.evaluate(([file, given]) => globalThis.cancelExport(file, given, 0.3), [
      lesson,
      options,
    ] as const)
    expect(cancelled).toEqual({ error: 'AbortError', later: 0 })
  })
})

describe('hopscope lesson export', () => {
  it('makes the very same video without the app, and leaves nothing behind', async () => {
    const file = path.join(folder, 'lesson.hopscope')
    writeFileSync(file, Buffer.from(lesson, 'base64'))
    const output = path.join(folder, 'by-command.webm')
    const args = ['--to', 'webm', '--size', `${size.width}x${size.height}`, '--output', output]
    const scratch = mkdtempSync(path.join(folder, 'scratch-'))
    const { exitCode, stdout, stderr } = await runHopscope(['lesson', 'export', file, ...args], undefined, {
      TMPDIR: scratch,
    })
    expect(readdirSync(scratch)).toEqual([])
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${output}\n` })
    expect(stderr).toMatch(/\d+ %\n/)
    const options = { format: 'webm', captions: 'burnt-in', language: 'en', theme: 'dark', size } as const
    const { base64 } = await page.evaluate(([given, wanted]) => globalThis.exportLesson(given, wanted), [
      lesson,
      { ...options, framesPerSecond: 30 },
    ] as const)
    expect(readFileSync(output).equals(Buffer.from(base64, 'base64'))).toBe(true)
  })

  it('is called off by Ctrl+C, and writes nothing', async () => {
    const file = path.join(folder, 'long.hopscope')
    writeFileSync(file, writeLessonFile(makeLesson('internet').content))
    const scratch = mkdtempSync(path.join(folder, 'scratch-'))
    const output = path.join(folder, 'called-off.webm')
    const args = ['scripts/hopscope.mjs', 'lesson', 'export', file, '--to', 'webm', '--output', output]
    const child = spawn(process.execPath, args, { env: { ...process.env, TMPDIR: scratch } })
    let told = ''
    child.stderr.on('data', (chunk: Buffer) => {
      // Once it is under way, and only once.
      if (!told.includes('%') && chunk.includes('%')) child.kill('SIGINT')
      told += chunk.toString()
    })
    const [exitCode] = (await once(child, 'close')) as [number | null]
    expect(exitCode).toBe(2)
    expect(told).toContain('The export was cancelled; nothing was written.')
    expect(existsSync(output)).toBe(false)
    expect(readdirSync(scratch)).toEqual([])
  })

  it('says what is wrong with a lesson whose voice is none', async () => {
    const { content } = makeLesson('internet', () => ({ duration: 1000, narration: { from: 0 } }))
    const file = path.join(folder, 'mute.hopscope')
    const noVoice = Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3, 1, 2, 3)
    writeFileSync(file, writeLessonFile({ ...content, narration: noVoice }))
    const { exitCode, stderr } = await runHopscope(['lesson', 'export', file, '--to', 'webm', '--size', '320x180'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('This lesson is damaged: narration.webm')
  })

  it('says that there is no browser', async () => {
    const file = path.join(folder, 'lesson.hopscope')
    writeFileSync(file, Buffer.from(lesson, 'base64'))
    const environment = { HOPSCOPE_CHROMIUM: path.join(folder, 'nothing') }
    const { exitCode, stderr } = await runHopscope(['lesson', 'export', file, '--to', 'webm'], undefined, environment)
    expect(exitCode).toBe(2)
    expect(stderr).toContain('which cannot be run')
  })
})

describe('the MP4', () => {
  it('is made where the browser can, and is refused with a sentence where it cannot', async () => {
    const canEncode = await page.evaluate(() => globalThis.canEncodeVideo('mp4'))
    if (!canEncode) {
      await expect(exportLesson('mp4')).rejects.toThrow('This browser cannot encode MP4 video.')
      return
    }
    const { file } = await exportLesson('mp4')
    const { streams, format } = probe(file)
    expect(streams.map(({ codec_type: type }) => type)).toEqual(['video', 'audio'])
    expect(streams[0]).toMatchObject(size)
    expect(Math.abs(Number(format.duration) * 1000 - duration)).toBeLessThanOrEqual(1000 / framesPerSecond)
    const drawn = path.join(folder, 'drawn.png')
    writeFileSync(drawn, Buffer.from(await drawFrame(3000), 'base64'))
    expect(peakSignalToNoise(pixelsOf(file, 45), pixelsOf(drawn))).toBeGreaterThan(28)
  })

  it('is refused where there is no WebCodecs', async () => {
    const refused = await page.evaluate(async (file) => {
      const { VideoEncoder: kept } = globalThis
      Reflect.deleteProperty(globalThis, 'VideoEncoder')
      try {
        const given = { format: 'webm', captions: 'none', language: 'en', framesPerSecond: 5 } as const
        await globalThis.exportLesson(file, { ...given, size: { width: 64, height: 36 } })
        return ''
      } catch (error) {
        return (error as Error).message
      } finally {
        globalThis.VideoEncoder = kept
      }
    }, lesson)
    expect(refused).toContain('This browser cannot encode WebM video')
  })
})

describe('the GIF', () => {
  it('shows a stretch, at most 960 pixels wide, and repeats', async () => {
    const stretch = { from: 500, to: 2000 }
    const wide = { width: 1920, height: 1080 }
    const base64 = await page.evaluate(([file, given]) => globalThis.exportLessonGif(file, given), [
      lesson,
      { stretch, language: 'en', size: wide, hasCaptions: true } as const,
    ] as const)
    const file = path.join(folder, 'stretch.gif')
    writeFileSync(file, Buffer.from(base64, 'base64'))
    const { streams, format } = probe(file)
    expect(streams).toMatchObject([{ codec_name: 'gif', width: 960, height: 540 }])
    expect(Math.abs(Number(format.duration) * 1000 - 1500)).toBeLessThanOrEqual(80)
    expect(readFileSync(file).includes('NETSCAPE2.0')).toBe(true)
    const drawn = path.join(folder, 'drawn.png')
    writeFileSync(drawn, Buffer.from(await drawFrame(500, { ...look, width: 960, height: 540 }), 'base64'))
    expect(peakSignalToNoise(pixelsOf(file), pixelsOf(drawn))).toBeGreaterThan(34)
  })

  it('is refused when it would be too large', async () => {
    const sentence = await page.evaluate(
      ([file, given]) => globalThis.exportLessonGif(file, given).catch((error: unknown) => String(error)),
      [
        Buffer.from(writeLessonFile(makeLesson('internet').content)).toString('base64'),
        { stretch: { from: 0, to: 80_000 }, language: 'en', size, hasCaptions: false } as const,
      ] as const,
    )
    expect(sentence).toContain('A GIF of 80 s would be too large')
  })
})
