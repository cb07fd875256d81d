import type { Rect } from '../scene/geometry'

/** Where the parts of a video's picture are, in stage pixels; a stage pixel is `ratio` pixels of the picture. */
export interface Stage {
  readonly width: number
  readonly height: number
  readonly ratio: number
  readonly header: Rect
  readonly map: Rect
  /** Where captions are burnt in; null when there are none. */
  readonly captions: Rect | null
  /** The line that tells how much of the video is over. */
  readonly progress: Rect
}

/** On a stage of this height the map's texts are as large as on a projected screen; a small picture gets less of it. */
const usualHeight = 720
const leastHeight = 540
const headerHeight = 52
const captionHeight = 92
const progressHeight = 4

/** The stage of a picture of `width` × `height` pixels. */
export function layStage(width: number, height: number, hasCaptions: boolean): Stage {
  const ratio = height / Math.min(usualHeight, Math.max(leastHeight, height))
  const stage = { width: width / ratio, height: height / ratio }
  const progress = { x: 0, y: stage.height - progressHeight, width: stage.width, height: progressHeight }
  const bottom = hasCaptions ? progress.y - captionHeight : progress.y
  return {
    ...stage,
    ratio,
    header: { x: 0, y: 0, width: stage.width, height: headerHeight },
    map: { x: 0, y: headerHeight, width: stage.width, height: bottom - headerHeight },
    captions: hasCaptions ? { x: 0, y: bottom, width: stage.width, height: captionHeight } : null,
    progress,
  }
}
