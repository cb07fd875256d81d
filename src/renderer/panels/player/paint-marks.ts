import type { SceneTime } from '../../../core/playback/timeline'
import { columnsOf, type ScrubberMarks, type Tone } from './scrubber-marks'

/** What the marks are painted with. */
export interface MarkPainting {
  readonly width: number
  readonly height: number
  readonly colours: Readonly<Record<Tone, string>>
  /** Where on the scrubber a time is, 0 to 1; null when it is not on it. */
  readonly share: (time: SceneTime) => number | null
  /** When the packet sets out that is pointed at or selected; null without one. */
  readonly highlighted: SceneTime | null
}

/** Room at both ends, so that the first and the last mark are whole. */
export const scrubberMargin = 6
/** With more marks than this share of the pixels they become bars: a dot needs room. */
const dotsPerPixel = 1 / 7
/** What went wrong is on top and never too low to be seen, however much went well. */
const stack: readonly Tone[] = ['good', 'open', 'warn', 'bad']
const lowestBar = 3

/** Paints a mark for each packet: dots while there is room, else bars whose height tells how many there are. */
export function paintMarks(context: CanvasRenderingContext2D, marks: ScrubberMarks, painting: MarkPainting): void {
  const { width, height, colours, share, highlighted } = painting
  const length = width - 2 * scrubberMargin
  const columns = columnsOf(marks, length, share)
  if (columns.total > length * dotsPerPixel) {
    const unit = (height - 6) / Math.log2(columns.most + 1)
    for (let column = 0; column < columns.counts.good.length; column++) {
      const count = stack.reduce((sum, tone) => sum + columns.counts[tone][column]!, 0)
      if (count === 0) continue
      const full = Math.max(lowestBar, Math.log2(count + 1) * unit)
      let bottom = height - 3
      for (const tone of stack) {
        const own = columns.counts[tone][column]!
        if (own === 0) continue
        const bar = tone === 'bad' || tone === 'warn' ? Math.max(lowestBar, (full * own) / count) : (full * own) / count
        const top = Math.max(3, bottom - bar)
        context.fillStyle = colours[tone]
        context.fillRect(scrubberMargin + column, top, 1, bottom - top)
        bottom = top
      }
    }
  } else {
    for (let index = 0; index < marks.count; index++) {
      const at = share(marks.time(index))
      if (at === null) continue
      drawDot(context, scrubberMargin + at * length, height / 2, 3, colours[marks.tone(index)])
    }
  }
  const at = highlighted === null ? null : share(highlighted)
  if (at === null) return
  context.lineWidth = 1.5
  context.strokeStyle = colours.open
  context.beginPath()
  context.arc(scrubberMargin + at * length, height / 2, 6, 0, Math.PI * 2)
  context.stroke()
}

function drawDot(context: CanvasRenderingContext2D, x: number, y: number, radius: number, colour: string): void {
  context.fillStyle = colour
  context.beginPath()
  context.arc(x, y, radius, 0, Math.PI * 2)
  context.fill()
}
