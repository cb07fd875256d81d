import { readLessonFile } from '../../src/lesson-file/read-lesson-file'
import type { VideoFormat } from '../../src/renderer/lesson-video/choose-codec'
import { canEncode, exportVideo, type VideoOptions } from '../../src/renderer/lesson-video/export-video'
import { createFilm, type FilmOptions } from '../../src/renderer/lesson-video/create-film'

/** A video that was made, and how long that took. */
export interface MadeVideo {
  readonly base64: string
  readonly milliseconds: number
  readonly progress: readonly number[]
}

declare global {
  function canEncodeVideo(format: VideoFormat): Promise<boolean>
  /** The lesson as a video file. */
  function exportLesson(
    file: string,
    options: Omit<VideoOptions, 'content' | 'onProgress' | 'signal'>,
  ): Promise<MadeVideo>
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

globalThis.drawLessonFrame = async (file, options, time) => {
  const film = await createFilm(readLessonFile(bytesOf(file)), options)
  if (film === null) throw new Error('The lesson was not read.')
  const canvas = new OffscreenCanvas(options.width, options.height)
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false })
  if (context === null) throw new Error('There is no canvas.')
  film.drawFrame(context, time)
  return base64Of(await canvas.convertToBlob({ type: 'image/png' }))
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
