import type { MeasureText } from '../scene/text-style'
import type { Theme } from '../scene/theme'
import type { Stage } from './stage'

/** How a film looks, for everything that paints a part of it. */
export interface FilmLook {
  readonly stage: Stage
  /** Size of the picture in pixels. */
  readonly width: number
  readonly height: number
  readonly theme: Theme
  readonly language: 'en' | 'ja'
  readonly measure: MeasureText
}
