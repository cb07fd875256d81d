import { GIFEncoder } from 'gifenc'
import { RequestError } from '../../contract/messages'
import { describeProblem } from '../../contract/problems'
import type { LessonContent, Stretch } from '../../core/lesson/lesson'
import type { ThemeName } from '../scene/theme'
import { createFilm } from './create-film'
import { countColours, createColourIndex, pickPalette, type ColourCounts } from './pick-palette'
import { createPictures } from './pictures'
import { nextTurn, turnTaking } from './turn-taking'

/** What a GIF is made of. */
export interface GifOptions {
  readonly content: LessonContent
  /** On the lesson's clock; at most `longestGif` on the video's. */
  readonly stretch: Stretch
  readonly language: 'en' | 'ja'
  readonly theme?: ThemeName
  /** In pixels; a wider picture is made `widestGif` wide. */
  readonly size: { readonly width: number; readonly height: number }
  readonly hasCaptions: boolean
  /** Called with how much is done, 0 to 1. */
  readonly onProgress?: (share: number) => void
  readonly signal?: AbortSignal
}

/** Milliseconds; longer ones are larger than what a chat or a README takes. */
export const longestGif = 60_000
export const widestGif = 960

/** GIFs count in hundredths of a second: this is 12.5 frames in one. */
const frameTime = 80
/** The palette is that of so many frames. */
const sampledFrames = 12
/** One index is for pixels that stay as they are. */
const mostColours = 255

/**
 * A stretch of a lesson as a GIF that repeats; pixels that stay are not written again. Rejects with the signal's reason
 * when it is cancelled, and with a `RequestError` of code `gif-too-long`.
 */
export async function exportGif(options: GifOptions): Promise<Uint8Array> {
  const { content, stretch, language, hasCaptions, signal } = options
  signal?.throwIfAborted()
  const scale = Math.min(1, widestGif / options.size.width)
  const [width, height] = [Math.round(options.size.width * scale), Math.round(options.size.height * scale)]
  const look = { language, theme: options.theme ?? 'dark', width, height, hasCaptions }
  const film = await createFilm(
    content,
    look,
    turnTaking(() => signal?.aborted !== true),
  )
  signal?.throwIfAborted()
  if (film === null) throw new DOMException('The export was cancelled.', 'AbortError')
  const [from, to] = [film.clock.videoTime(stretch.from), film.clock.videoTime(stretch.to)]
  if (to - from > longestGif) throw tooLong(to - from)
  const count = Math.max(1, Math.round((to - from) / frameTime))
  const pictures = createPictures(film, { width, height })
  const draw = async (index: number, done: number) => {
    pictures.at(from + index * frameTime)
    options.onProgress?.(done / (sampledFrames + count))
    await nextTurn()
    signal?.throwIfAborted()
    return pictures.pixels()
  }
  const counts: ColourCounts = new Map()
  for (let sample = 0; sample < sampledFrames; sample++) {
    countColours(await draw(Math.floor((count * sample) / sampledFrames), sample), counts)
  }
  const palette = pickPalette(counts, mostColours)
  const indexOf = createColourIndex(palette)
  const writer = createWriter(width, height, palette)
  for (let index = 0; index < count; index++) writer.add(indexOf(await draw(index, sampledFrames + index)))
  return writer.finish()
}

/** Writes frames with what changed since the one before; equal ones become one that is shown longer. */
function createWriter(width: number, height: number, colours: readonly number[]) {
  const gif = GIFEncoder()
  const transparentIndex = colours.length
  const palette = [...colours, 0].map((colour): [number, number, number] => [
    colour >> 16,
    (colour >> 8) & 0xff,
    colour & 0xff,
  ])
  let isFirst = true
  let shown: Uint8Array | null = null
  let waiting: { readonly pixels: Uint8Array; delay: number } | null = null
  const write = () => {
    if (waiting === null) return
    const { pixels, delay } = waiting
    // What was drawn before stays under what is transparent.
    if (isFirst) gif.writeFrame(pixels, width, height, { palette, delay, repeat: 0, dispose: 1 })
    else gif.writeFrame(pixels, width, height, { delay, transparent: true, transparentIndex, dispose: 1 })
    isFirst = false
  }
  return {
    add: (frame: Uint8Array) => {
      const pixels = shown === null ? frame : changesOf(shown, frame, transparentIndex)
      if (pixels === null && waiting !== null) {
        waiting.delay += frameTime
        return
      }
      write()
      waiting = { pixels: pixels ?? frame, delay: frameTime }
      shown = frame
    },
    finish: () => {
      write()
      gif.finish()
      return gif.bytes()
    },
  }
}

/** The frame with `transparent` where it is as the one before; null when it is all the same. */
function changesOf(before: Uint8Array, after: Uint8Array, transparent: number): Uint8Array | null {
  const changes = new Uint8Array(after.length)
  let isChanged = false
  for (let at = 0; at < after.length; at++) {
    const isSame = before[at] === after[at]
    changes[at] = isSame ? transparent : after[at]!
    isChanged ||= !isSame
  }
  return isChanged ? changes : null
}

function tooLong(length: number): RequestError {
  const [seconds, most] = [String(Math.ceil(length / 1000)), String(longestGif / 1000)]
  const message = `A GIF of ${seconds} s would be too large: choose at most ${most} s, or export a video.`
  return new RequestError(describeProblem('gif-too-long', message, { seconds, most }))
}
