import { listCues, type Cue } from '../../core/lesson/captions'
import type { LessonContent } from '../../core/lesson/lesson'
import { lastIndex } from '../../core/lesson/lesson-clock'
import type { VideoClock, VideoTime } from '../../core/lesson/video-clock'
import { measureText } from '../panels/map/measure-text'
import { themes, type ThemeName } from '../scene/theme'
import type { ReadingHost } from '../state/read-recording'
import type { FilmContext } from './draw-spotlight'
import { createMapPainter } from './paint-map'
import { drawCaption, drawHeader, drawProgress, layCaption, type LaidCaption } from './draw-bands'
import { layStage } from './stage'
import type { FilmLook } from './film-look'
import { readLessonScene } from './lesson-scene'
import { turnTaking } from './turn-taking'

/** How a lesson is filmed. */
export interface FilmOptions {
  readonly language: 'en' | 'ja'
  readonly theme: ThemeName
  /** Size of the picture in pixels. */
  readonly width: number
  readonly height: number
  /** Captions are part of the picture. */
  readonly hasCaptions: boolean
}

/** A lesson as a film: any of its frames can be drawn, in any order, and is the same each time. */
export interface Film {
  readonly content: LessonContent
  readonly clock: VideoClock
  /** Draws the whole frame of a moment on a canvas of the film's size. */
  drawFrame(context: FilmContext, time: VideoTime): void
}

/** The progress line has no room for the notches of more chapters. */
const mostNotches = 200

/** Reads a lesson to film it; null when `host` stopped the reading. Throws a `CaptureFormatError` when it has no capture. */
export async function createFilm(
  content: LessonContent,
  options: FilmOptions,
  host: ReadingHost = turnTaking(() => true),
): Promise<Film | null> {
  const scene = await readLessonScene(content, host)
  if (scene === null) return null
  const { lesson } = content
  const { clock } = scene
  const { language } = options
  const theme = themes[options.theme]
  const cues = options.hasCaptions ? listCues(lesson, language) : []
  const stage = layStage(options.width, options.height, cues.length > 0)
  const { width, height } = options
  const look: FilmLook = { stage, width, height, theme, language, measure: measureText }
  const captions = new Map<Cue, LaidCaption>()
  const captionAt = (time: VideoTime): LaidCaption | null => {
    const cue = cues[lastIndex(cues, ({ from }) => from <= time)]
    if (cue === undefined || time >= cue.to) return null
    const caption = captions.get(cue) ?? layCaption(cue.text, look)
    captions.set(cue, caption)
    return caption
  }
  const paintMap = createMapPainter(scene, look)
  const chapters = lesson.chapters
    .slice(0, mostNotches)
    .map(({ at }) => clock.videoTime(at) / Math.max(1, clock.duration))
  return {
    content,
    clock,
    drawFrame: (context, time) => {
      const moment = scene.at(time)
      const paintQuestion = paintMap(context, moment, time)
      context.setTransform(stage.ratio, 0, 0, stage.ratio, 0, 0)
      drawHeader(context, lesson, moment.chapter, look)
      // A question stands where captions do.
      drawCaption(context, moment.asked === null ? captionAt(time) : null, look)
      drawProgress(context, clock.duration <= 0 ? 1 : Math.min(1, time / clock.duration), chapters, look)
      paintQuestion()
    },
  }
}
