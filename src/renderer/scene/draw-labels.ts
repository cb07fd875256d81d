import type { DrawContext } from './draw-context'
import type { Journey } from '../../core/journey/journey'
import type { Point, Rect } from './geometry'
import { squareAround } from './geometry'
import type { MapLayout } from './map-layout'
import { placeLabels, type LabelWish } from './place-labels'
import type { PlacedToken } from './place-tokens'
import type { SceneWords } from './scene-words'
import { fontOf, type MeasureText, type TextStyle } from './text-style'
import type { Theme } from './theme'
import { tokenLabel, type LabelLine, type LabelRun } from './token-label'
import { toScreen, type View } from './view'

const usualStyles: Readonly<Record<LabelLine['kind'], TextStyle>> = {
  addresses: { family: 'mono', size: 12, weight: 600 },
  details: { family: 'mono', size: 11, weight: 400 },
  ending: { family: 'sans', size: 11.5, weight: 600 },
}
const lineHeight = 16
const paddingX = 9
const paddingY = 6

/** The styles of one theme: for people at the back of a room they are larger. */
function scaled({ scale }: Theme): typeof usualStyles {
  const { addresses, details, ending } = usualStyles
  const larger = (style: TextStyle): TextStyle => (scale === 1 ? style : { ...style, size: style.size * scale })
  return { addresses: larger(addresses), details: larger(details), ending: larger(ending) }
}

interface LabelOptions {
  readonly view: View
  readonly width: number
  readonly height: number
  readonly measure: MeasureText
  readonly words: SceneWords
  readonly labelMemory: Map<number, number> | null
  readonly reserved?: readonly Rect[]
  readonly hasNoMacs?: boolean
  readonly radius: number
  readonly highlighted: ReadonlySet<number>
  readonly reasonOf: (journey: Journey) => string | null
  /** Where tokens are, for labels to leave them in sight. */
  readonly tokens: readonly { readonly x: number; readonly y: number; readonly radius: number }[]
}

/** A token that is to be labelled, and where it is in screen pixels. */
interface LabelledToken {
  readonly token: PlacedToken
  readonly at: Point
}

/** With more labels than this the MAC addresses of those that nobody chose would only be in the way. */
const macsUntil = 2

/** Draws the tokens' labels where they cover neither each other nor, if possible, the map's own text. */
export function drawLabels(
  context: DrawContext,
  layout: MapLayout,
  labelled: readonly LabelledToken[],
  theme: Theme,
  options: LabelOptions,
): void {
  const { view, measure, radius } = options
  const { scale } = theme
  const styles = scaled(theme)
  const labels = labelled.flatMap(({ token, at }) => {
    const { position } = token
    const isChosen = options.highlighted.has(position.journey.id)
    const isInSegment = position.phase === 'moving' && position.to.passage !== 'routed'
    const hasMacs = options.hasNoMacs !== true && (isChosen || (labelled.length <= macsUntil && isInSegment))
    const reason = position.ending === null ? null : options.reasonOf(position.journey)
    const lines = tokenLabel(position, theme, options.words, hasMacs, reason)
    if (lines.length === 0) return []
    const widths = lines.map(({ kind, runs }) => runs.reduce((sum, { text }) => sum + measure(text, styles[kind]), 0))
    const wish: LabelWish = {
      id: token.position.journey.id,
      anchor: at,
      width: Math.max(...widths) + paddingX * 2 * scale,
      height: (lines.length * lineHeight + paddingY * 2 - 2) * scale,
      clearance: radius + 10,
    }
    return [{ token, lines, wish }]
  })
  const rects = placeLabels(
    labels.map(({ wish }) => wish),
    options,
    [...obstacles(layout, view), ...options.tokens.map(({ x, y, radius: half }) => squareAround({ x, y }, half))],
    options.labelMemory,
    options.reserved,
  )
  // All lines first: none of them runs over another label's text.
  for (const [index, { token, wish }] of labels.entries()) {
    const rect = rects[index]
    if (rect) drawLeader(context, wish, rect, theme.meaning[token.meaning], radius)
  }
  for (const [index, { token, lines }] of labels.entries()) {
    const rect = rects[index]
    if (!rect) continue
    drawBox(context, rect, theme, theme.meaning[token.meaning])
    for (const [line, { kind, runs }] of lines.entries()) {
      const y = rect.y + (paddingY + 11 + line * lineHeight) * scale
      drawRuns(context, runs, styles[kind], rect.x + paddingX * scale, y, measure)
    }
  }
}

function obstacles(layout: MapLayout, view: View): Rect[] {
  return [...layout.labels, ...layout.gates, ...layout.ports].map(({ rect }) => ({
    ...toScreen(view, rect),
    width: rect.width * view.zoom,
    height: rect.height * view.zoom,
  }))
}

function drawLeader(context: DrawContext, { anchor }: LabelWish, rect: Rect, colour: string, radius: number): void {
  const x = Math.min(Math.max(anchor.x, rect.x + 8), rect.x + rect.width - 8)
  const isAbove = rect.y + rect.height < anchor.y
  const isBelow = rect.y > anchor.y
  if (!isAbove && !isBelow) return
  context.beginPath()
  context.moveTo(anchor.x, anchor.y + (isAbove ? -radius : radius))
  context.lineTo(x, isAbove ? rect.y + rect.height : rect.y)
  context.globalAlpha = 0.7
  context.strokeStyle = colour
  context.lineWidth = 1.25
  context.stroke()
  context.globalAlpha = 1
}

function drawBox(context: DrawContext, rect: Rect, theme: Theme, colour: string): void {
  context.beginPath()
  context.roundRect(rect.x, rect.y, rect.width, rect.height, 7)
  context.fillStyle = theme.tokenLabel
  context.globalAlpha = 0.96
  context.fill()
  context.globalAlpha = 1
  context.strokeStyle = colour
  context.lineWidth = 1.25
  context.stroke()
}

function drawRuns(
  context: DrawContext,
  runs: readonly LabelRun[],
  style: TextStyle,
  x: number,
  y: number,
  measure: MeasureText,
): void {
  context.font = fontOf(style)
  context.textAlign = 'left'
  let left = x
  for (const { text, colour, alpha, struck } of runs) {
    const width = measure(text, style)
    context.globalAlpha = alpha
    context.fillStyle = colour
    context.fillText(text, left, y)
    if (struck > 0) {
      context.beginPath()
      context.moveTo(left, y - style.size * 0.32)
      context.lineTo(left + width * struck, y - style.size * 0.32)
      context.strokeStyle = colour
      context.lineWidth = 1.5
      context.stroke()
    }
    left += width
  }
  context.globalAlpha = 1
}
