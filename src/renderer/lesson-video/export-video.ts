import { describeProblem } from '../../contract/problems'
import { RequestError } from '../../contract/messages'
import type { ThemeName } from '../scene/theme'
import { chooseCodec, type VideoFormat, type VideoSize } from './choose-codec'
import { createFilm } from './create-film'
import { encodeFrames } from './encode-frames'
import { turnTaking } from './turn-taking'
import { openVideoFile, type VideoFileOptions } from './video-file'

/** What a video is made of. */
export interface VideoOptions extends VideoFileOptions {
  readonly theme?: ThemeName
  /** In pixels; odd lengths are made even. */
  readonly size: { readonly width: number; readonly height: number }
  /** Called with how much is done, 0 to 1. */
  readonly onProgress?: (share: number) => void
  readonly signal?: AbortSignal
}

/** Whether this browser can make a video of a format, in the size that is offered. */
export async function canEncode(format: VideoFormat): Promise<boolean> {
  return (await chooseCodec(format, { width: 1920, height: 1080, framesPerSecond: 30 })) !== null
}

/** Reading the recording is so much of the work. */
const readingShare = 0.03

/**
 * A lesson as a video file, frame by frame, with its voice as it was recorded. WebM is the same bytes each time. Rejects
 * with the signal's reason when it is cancelled, and with a `RequestError` when this browser cannot encode the format
 * (`no-video-encoder`) or a part of the lesson cannot be read (`lesson-damaged`).
 */
export async function exportVideo(options: VideoOptions): Promise<Uint8Array> {
  const { content, format, language, captions, framesPerSecond, signal } = options
  const size: VideoSize = { width: even(options.size.width), height: even(options.size.height), framesPerSecond }
  const progress = (share: number) => options.onProgress?.(share)
  signal?.throwIfAborted()
  const choice = await chooseCodec(format, size)
  if (choice === null) throw noEncoder(format)
  const host = turnTaking((share) => {
    progress(share * readingShare)
    return signal?.aborted !== true
  })
  const film = await createFilm(
    content,
    {
      language,
      theme: options.theme ?? 'dark',
      width: size.width,
      height: size.height,
      hasCaptions: captions === 'burnt-in',
    },
    host,
  )
  signal?.throwIfAborted()
  if (film === null) throw new DOMException('The export was cancelled.', 'AbortError')
  const file = await openVideoFile(options, film.clock, choice)
  try {
    await encodeFrames(film, size, choice, {
      signal,
      addVideo: (chunk, meta) => file.addVideo(chunk, meta),
      onFrame: async (time, share) => {
        await file.addVoice(time)
        progress(readingShare + (1 - readingShare) * share)
      },
    })
    return await file.finish()
  } catch (error) {
    await file.cancel()
    throw error
  }
}

function even(length: number): number {
  return Math.max(2, Math.round(length / 2) * 2)
}

function noEncoder(format: VideoFormat): RequestError {
  const name = format === 'webm' ? 'WebM' : 'MP4'
  const message =
    format === 'mp4'
      ? 'This browser cannot encode MP4 video. WebM plays in every current browser; Chrome and Edge can also encode MP4.'
      : 'This browser cannot encode WebM video: it needs WebCodecs, as in Chrome, Edge or the Hopscope desktop app.'
  return new RequestError(describeProblem('no-video-encoder', message, { format: name }))
}
