import type { TokenPosition } from '../../core/playback/positions-at'
import type { DrawContext } from './draw-context'
import { drawEnding } from './draw-ending'
import { drawLabels } from './draw-labels'
import { drawTrails } from './draw-trails'
import type { MapLayout } from './map-layout'
import { placeTokens, type PlacedToken } from './place-tokens'
import type { SceneWords } from './scene-words'
import { fontOf, textStyles, type MeasureText } from './text-style'
import type { Theme } from './theme'
import type { TokenStamp } from './token-stamp'
import { toScreen, type View } from './view'

/** How a frame is drawn. */
export interface SceneOptions {
  readonly view: View
  /** Size of the canvas in CSS pixels, and device pixels per CSS pixel. */
  readonly width: number
  readonly height: number
  readonly pixelRatio: number
  readonly measure: MeasureText
  readonly words: SceneWords
  readonly stamp: TokenStamp
  /** Journeys that are pointed at or selected: drawn above the others and always labelled. */
  readonly highlighted: ReadonlySet<number>
  /** True where the user asked for reduced motion: no trails, tokens stand at interfaces and gates only. */
  readonly isStill: boolean
  /** Keeps labels from jumping between frames; null draws each frame on its own. */
  readonly labelMemory: Map<number, number> | null
}

/** What a frame showed, for pointing at tokens. Points are screen pixels. */
export interface DrawnToken {
  readonly journey: number
  readonly count: number
  readonly x: number
  readonly y: number
  readonly radius: number
}

/** More tokens than this are drawn without trails; of more packets than this only highlighted ones are labelled. */
const trailsUntil = 120
const labelsUntil = 40
const mostLabels = 8

/** Draws one frame of tokens over the map and returns where they are. The same input gives the same picture. */
export function drawScene(
  context: DrawContext,
  layout: MapLayout,
  positions: readonly TokenPosition[],
  theme: Theme,
  options: SceneOptions,
): DrawnToken[] {
  const { view, pixelRatio, highlighted, stamp } = options
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
  context.clearRect(0, 0, options.width, options.height)
  const tokens = inFront(placeTokens(layout, positions, options.isStill), highlighted)
  const radius = tokenRadius(view)
  if (!options.isStill && tokens.length <= trailsUntil) {
    drawTrails(context, layout, tokens, theme, view)
  }
  const drawn = tokens.map((token): DrawnToken => {
    const { x, y } = toScreen(view, token.point)
    const own = token.position.phase === 'waiting' ? radius * 0.7 : radius
    const journey = token.position.journey
    context.globalAlpha = alphaOf(token)
    stamp(context, { meaning: token.meaning, hue: journey.exchange, radius: own }, x, y)
    context.globalAlpha = 1
    if (token.position.ending !== null)
      drawEnding(context, token.position.ending, theme, { x, y }, radius, options.isStill)
    if (highlighted.has(journey.id)) drawRing(context, x, y, own + 4, theme.focus)
    if (token.count > 1) drawCount(context, token.count, x, y, own, theme)
    return { journey: journey.id, count: token.count, x, y, radius: own }
  })
  drawLabels(context, layout, labelled(tokens, highlighted), theme, { ...options, radius })
  return drawn
}

/** A token's radius in screen pixels: readable when zoomed out, not huge when zoomed in; stepped to reuse sprites. */
function tokenRadius(view: View): number {
  return Math.round(Math.min(14, Math.max(7, 10 * view.zoom)))
}

function inFront(tokens: readonly PlacedToken[], highlighted: ReadonlySet<number>): PlacedToken[] {
  if (highlighted.size === 0) return [...tokens]
  const isHighlighted = (token: PlacedToken) => highlighted.has(token.position.journey.id)
  return [...tokens.filter((token) => !isHighlighted(token)), ...tokens.filter(isHighlighted)]
}

function labelled(tokens: readonly PlacedToken[], highlighted: ReadonlySet<number>): PlacedToken[] {
  const chosen = tokens.filter(({ position }) => highlighted.has(position.journey.id))
  const packets = tokens.reduce((sum, { count }) => sum + count, 0)
  if (packets > labelsUntil) return chosen.slice(0, mostLabels)
  const others = tokens.filter(
    ({ position, count }) =>
      !highlighted.has(position.journey.id) &&
      count === 1 &&
      (position.phase !== 'waiting' || position.at > 0) &&
      (position.ending === null || isBad(position) || position.ending.progress < 0.5),
  )
  return [...chosen, ...others].slice(0, mostLabels)
}

function isBad({ ending }: TokenPosition): boolean {
  const kind = ending?.verdict.kind
  return kind === 'lost' || kind === 'expired' || kind === 'rejected'
}

function alphaOf({ position }: PlacedToken): number {
  if (position.phase === 'waiting') return position.at === 0 ? 0.6 : 1
  if (position.ending === null) return position.isInferred ? 0.75 : 1
  if (position.ending.verdict.kind === 'in-flight') return 1
  return isBad(position) ? 0.55 : 1 - position.ending.progress
}

function drawRing(context: DrawContext, x: number, y: number, radius: number, colour: string): void {
  context.beginPath()
  context.arc(x, y, radius, 0, Math.PI * 2)
  context.strokeStyle = colour
  context.lineWidth = 2
  context.stroke()
}

function drawCount(context: DrawContext, count: number, x: number, y: number, radius: number, theme: Theme): void {
  const text = count > 999 ? '999+' : String(count)
  const width = text.length * 6.6 + 8
  context.beginPath()
  context.roundRect(x + radius * 0.5, y - radius - 8, width, 15, 7.5)
  context.fillStyle = theme.text
  context.fill()
  context.fillStyle = theme.background
  context.font = fontOf({ ...textStyles.address, weight: 700 })
  context.textAlign = 'center'
  context.fillText(text, x + radius * 0.5 + width / 2, y - radius + 3.5)
}
