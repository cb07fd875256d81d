import { localText, type Lesson } from '../../core/lesson/lesson'
import type { DrawContext } from '../scene/draw-context'
import type { Rect } from '../scene/geometry'
import { elide, fontOf, visibleText, type TextStyle } from '../scene/text-style'
import type { Theme } from '../scene/theme'
import { breakLines } from './break-lines'
import type { FilmLook } from './film-look'

const chapterStyle: TextStyle = { family: 'sans', size: 21, weight: 600 }
const numberStyle: TextStyle = { family: 'sans', size: 15, weight: 700 }
const titleStyle: TextStyle = { family: 'sans', size: 14, weight: 400 }
const sidePadding = 24
/** The lesson's title takes at most this share of the header when it stands beside a chapter's. */
const titleShare = 0.38

/** The chapter's title with its number, and the lesson's beside it; before the first chapter only the lesson's. */
export function drawHeader(
  context: DrawContext,
  lesson: Pick<Lesson, 'title' | 'chapters'>,
  chapter: number,
  { stage, theme, language, measure }: FilmLook,
): void {
  const { x, y, width, height } = stage.header
  fillBand(context, stage.header, theme)
  fillRect(context, { x, y: y + height - 1, width, height: 1 }, theme.border)
  const title = visibleText(localText(lesson.title, language))
  const current = lesson.chapters[chapter]
  const name = current === undefined ? '' : visibleText(localText(current.title, language))
  const middle = y + height / 2
  context.textAlign = 'left'
  let left = x + sidePadding
  if (name !== '' && lesson.chapters.length > 1) {
    const number = String(chapter + 1)
    const own = Math.max(26, measure(number, numberStyle) + 14)
    context.beginPath()
    context.roundRect(left, middle - 13, own, 26, 13)
    context.fillStyle = theme.accent
    context.fill()
    context.fillStyle = theme.onAccent
    context.font = fontOf(numberStyle)
    context.textAlign = 'center'
    context.fillText(number, left + own / 2, middle + 5.3)
    left += own + 12
  }
  const side = name === '' ? '' : elide(title, titleStyle, width * titleShare, measure)
  const sideWidth = side === '' ? 0 : measure(side, titleStyle) + sidePadding
  context.textAlign = 'left'
  context.font = fontOf(chapterStyle)
  context.fillStyle = theme.text
  const room = x + width - sidePadding - sideWidth - left
  context.fillText(elide(name === '' ? title : name, chapterStyle, room, measure), left, middle + 7.5)
  if (side === '') return
  context.textAlign = 'right'
  context.font = fontOf(titleStyle)
  context.fillStyle = theme.textMuted
  context.fillText(side, x + width - sidePadding, middle + 5)
  context.textAlign = 'left'
}

/** Text sizes of a caption, and how many lines of each there is room for. */
const captionSizes = [
  { size: 25, lines: 2 },
  { size: 21, lines: 3 },
] as const
const captionLeading = 1.32
/** Longer lines are hard to read. */
const widestCaption = 1040

/** A caption as it is written into its band. */
export interface LaidCaption {
  readonly style: TextStyle
  readonly lines: readonly string[]
}

/** Breaks a caption into lines, as large as it fits. */
export function layCaption(text: string, { stage, measure }: FilmLook): LaidCaption {
  const width = Math.min(widestCaption, stage.width - sidePadding * 2)
  const styleOf = (size: number): TextStyle => ({ family: 'sans', size, weight: 600 })
  for (const { size, lines: most } of captionSizes) {
    const lines = breakLines(text, styleOf(size), width, measure, 99)
    if (lines.length <= most) return { style: styleOf(size), lines }
  }
  const { size, lines } = captionSizes.at(-1)!
  return { style: styleOf(size), lines: breakLines(text, styleOf(size), width, measure, lines) }
}

/** A caption in the middle of its band; null leaves the band empty. */
export function drawCaption(context: DrawContext, caption: LaidCaption | null, { stage, theme }: FilmLook): void {
  const band = stage.captions
  if (band === null) return
  fillBand(context, band, theme)
  fillRect(context, { ...band, height: 1 }, theme.border)
  if (caption === null) return
  const { style, lines } = caption
  const leading = style.size * captionLeading
  context.font = fontOf(style)
  context.textAlign = 'center'
  context.fillStyle = theme.text
  const top = band.y + (band.height - lines.length * leading) / 2
  for (const [index, line] of lines.entries()) {
    context.fillText(line, band.x + band.width / 2, top + (index + 0.5) * leading + style.size * 0.36)
  }
  context.textAlign = 'left'
}

/** How much of the video is over, 0 to 1, with a notch where each chapter begins. */
export function drawProgress(
  context: DrawContext,
  share: number,
  chapters: readonly number[],
  { stage: { progress, ratio }, theme }: FilmLook,
): void {
  fillRect(context, progress, theme.border)
  // Whole pixels: the same picture as long as nothing moves by one.
  const width = Math.round(progress.width * share * ratio) / ratio
  if (width > 0) fillRect(context, { ...progress, width }, theme.accent)
  for (const at of chapters) {
    if (at <= 0 || at >= 1) continue
    fillRect(context, { ...progress, x: Math.round(progress.width * at) - 1, width: 2 }, theme.background)
  }
}

function fillBand(context: DrawContext, band: Rect, theme: Theme): void {
  fillRect(context, band, theme.panel)
}

function fillRect(context: DrawContext, { x, y, width, height }: Rect, colour: string): void {
  context.beginPath()
  context.roundRect(x, y, width, height, 0)
  context.fillStyle = colour
  context.fill()
}
