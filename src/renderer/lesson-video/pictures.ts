import type { VideoTime } from '../../core/lesson/video-clock'
import type { Film } from './create-film'

/** The pictures of a film, one after the other on the same canvas. */
export interface Pictures {
  /** The canvas with the frame of a moment. */
  at(time: VideoTime): OffscreenCanvas
  /** The pixels of the frame that was asked for last. */
  pixels(): Uint8ClampedArray
}

/** A canvas that a film is drawn on, in the browser's own memory: there the same frame is the same pixels each time. */
export function createPictures(
  film: Film,
  { width, height }: { readonly width: number; readonly height: number },
): Pictures {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
  if (context === null) throw new Error('This browser draws on no canvas that is not on the page.')
  return {
    at: (time) => {
      film.drawFrame(context, time)
      return canvas
    },
    pixels: () => context.getImageData(0, 0, width, height).data,
  }
}
