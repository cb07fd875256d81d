import { readLessonFile } from '../../src/lesson-file/read-lesson-file'
import type { VideoFormat } from '../../src/renderer/lesson-video/choose-codec'
import { exportGif, type GifOptions } from '../../src/renderer/lesson-video/export-gif'
import { canEncode, exportVideo, type VideoOptions } from '../../src/renderer/lesson-video/export-video'
import { createFilm, type FilmOptions } from '../../src/renderer/lesson-video/create-film'

type PlainGifOptions = Omit<GifOptions, 'content' | 'onProgress' | 'signal'>
type PlainVideoOptions = Omit<VideoOptions, 'content' | 'onProgress' | 'signal'>

/** A video that was made, and how long that took. */
export interface MadeVideo {
  readonly base64: string
  readonly milliseconds: number
  readonly progress: readonly number[]
}

declare global {
  /** The texts over the map that one frame shows, in the order in which they are drawn. */
  function textsOfFrame(file: string, options: FilmOptions, time: number): Promise<readonly string[]>
  function canEncodeVideo(format: VideoFormat): Promise<boolean>
  /** The lesson as a video file. */
  function exportLesson(file: string, options: PlainVideoOptions): Promise<MadeVideo>
  /** Cancels an export that has come so far; says what it was rejected with, and how often it went on after that. */
  function cancelExport(
    file: string,
    options: PlainVideoOptions,
    share: number,
  ): Promise<{ readonly error: string; readonly later: number }>
  /** Plays a video file here: its length in seconds, and the picture of a moment as a PNG in base64. */
  function playVideo(
    base64: string,
    type: string,
    seconds: number,
  ): Promise<{ readonly duration: number; readonly picture: string }>
  /** A stretch of the lesson as a GIF in base64. */
  function exportLessonGif(file: string, options: PlainGifOptions): Promise<string>
  /** The pixels of one frame, as a PNG in base64. */
  function drawLessonFrame(file: string, options: FilmOptions, time: number): Promise<string>
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

async function drawOn(canvas: OffscreenCanvas, file: string, options: FilmOptions, time: number, texts: string[]) {
  const film = await createFilm(readLessonFile(bytesOf(file)), options)
  if (film === null) throw new Error('The lesson was not read.')
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false })
  if (context === null) throw new Error('There is no canvas.')
  const fillText = context.fillText.bind(context)
  context.fillText = (text, x, y) => {
    texts.push(text)
    fillText(text, x, y)
  }
  film.drawFrame(context, time)
}

globalThis.drawLessonFrame = async (file, options, time) => {
  const canvas = new OffscreenCanvas(options.width, options.height)
  await drawOn(canvas, file, options, time, [])
  return base64Of(await canvas.convertToBlob({ type: 'image/png' }))
}

globalThis.textsOfFrame = async (file, options, time) => {
  const texts: string[] = []
  await drawOn(new OffscreenCanvas(options.width, options.height), file, options, time, texts)
  return texts
}

globalThis.exportLesson = async (file, options) => {
  const progress: number[] = []
  const start = performance.now()
  const bytes = await exportVideo({
    content: readLessonFile(bytesOf(file)),
    ...options,
    onProgress: (share) => progress.push(share),
  })
  const milliseconds = performance.now() - start
  return { base64: await base64Of(new Blob([bytes as BlobPart])), milliseconds, progress }
}

globalThis.canEncodeVideo = canEncode

globalThis.cancelExport = async (file, options, share) => {
  const cancel = new AbortController()
  let later = 0
  try {
    await exportVideo({
      content: readLessonFile(bytesOf(file)),
      ...options,
      signal: cancel.signal,
      onProgress: (done) => {
        if (cancel.signal.aborted) later++
        if (done >= share) cancel.abort()
      },
    })
  } catch (error) {
    return { error: error instanceof Error ? error.name : String(error), later }
  }
  return { error: '', later }
}

globalThis.exportLessonGif = async (file, options) => {
  const bytes = await exportGif({ content: readLessonFile(bytesOf(file)), ...options })
  return base64Of(new Blob([bytes as BlobPart]))
}

globalThis.playVideo = async (base64, type, seconds) => {
  const video = document.createElement('video')
  const once = (event: string) =>
    new Promise<void>((resolve, reject) => {
      video.addEventListener(event, () => resolve(), { once: true })
      video.addEventListener('error', () => reject(new Error(video.error?.message ?? 'It cannot be played.')))
    })
  const ready = once('loadeddata')
  video.src = URL.createObjectURL(new Blob([bytesOf(base64) as BlobPart], { type }))
  await ready
  const sought = once('seeked')
  video.currentTime = seconds
  await sought
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight)
  canvas.getContext('2d', { alpha: false })?.drawImage(video, 0, 0)
  const picture = await base64Of(await canvas.convertToBlob({ type: 'image/png' }))
  URL.revokeObjectURL(video.src)
  return { duration: video.duration, picture }
}
