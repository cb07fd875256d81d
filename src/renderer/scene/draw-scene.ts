import type { CopyPosition } from '../../core/playback/copies-at'
import type { TokenPosition } from '../../core/playback/positions-at'
import type { DrawContext } from './draw-context'
import { drawCopies } from './draw-copies'
import { drawBirth, drawEnding } from './draw-ending'
import { drawLabels } from './draw-labels'
import { drawThread } from './draw-thread'
import { drawTrails } from './draw-trails'
import type { Journey } from '../../core/journey/journey'
import type { Point, Rect } from './geometry'
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
  /** Draws over what is there, with its top left corner at this point in CSS pixels, and not on an empty canvas. */
  readonly over?: Point
  readonly measure: MeasureText
  readonly words: SceneWords
  readonly stamp: TokenStamp
  /** Journeys that are pointed at or selected: drawn above the others and always labelled. */
  readonly highlighted: ReadonlySet<number>
  /** True where the user asked for reduced motion: no trails, tokens stand at interfaces and gates only. */
  readonly isStill: boolean
  /** Keeps labels from jumping between frames; null draws each frame on its own. */
  readonly labelMemory: Map<number, number> | null
  /** Where buttons stand over the canvas, in screen pixels: no label goes under them. */
  readonly reserved?: readonly Rect[]
  /** The journeys of the bundle that is open. */
  readonly fanned: ReadonlySet<number>
  /** Every packet that is on its way has a token of its own, however many there are. */
  readonly isApart: boolean
  /** Copies of broadcasts: they are drawn smaller, have no label and cannot be pointed at. */
  readonly copies: readonly CopyPosition[]
  /** Journeys without a label, because something else tells what it would. */
  readonly unlabelled?: ReadonlySet<number>
  /** Labels do without MAC addresses also where a packet is highlighted. */
  readonly hasNoMacs?: boolean
  /** Why a packet did not arrive, in a few words; null when nobody knows. */
  readonly reasonOf: (journey: Journey) => string | null
}

/** What a frame showed, for pointing at tokens. Points are screen pixels. */
export interface DrawnToken {
  readonly journey: number
  /** All that it stands for: a bundle has several, oldest first. */
  readonly members: readonly number[]
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
  const { view, pixelRatio, highlighted, stamp, over } = options
  context.setTransform(pixelRatio, 0, 0, pixelRatio, (over?.x ?? 0) * pixelRatio, (over?.y ?? 0) * pixelRatio)
  if (over === undefined) context.clearRect(0, 0, options.width, options.height)
  const tokens = inFront(placeTokens(layout, positions, options), highlighted)
  const radius = tokenRadius(view)
  if (!options.isStill && tokens.length <= trailsUntil) {
    drawTrails(context, layout, tokens, theme, view)
  }
  drawCopies(context, layout, options, radius)
  const points = tokens.map((token) => screenPoint(view, token, radius))
  drawThreads(context, tokens, points, theme, radius, highlighted)
  for (const [index, { fan, point }] of tokens.entries()) {
    if (fan !== null) drawSpoke(context, toScreen(view, point), points[index]!, theme)
  }
  const drawn = tokens.map((token, index): DrawnToken => {
    const { x, y } = points[index]!
    const { position, members, meaning } = token
    const own = position.phase === 'waiting' && token.fan === null ? radius * 0.7 : radius
    const { journey } = position
    const picture = { meaning, hue: journey.exchange, radius: own }
    context.globalAlpha = alphaOf(token)
    if (members.length === 1) {
      for (let behind = Math.min(position.frames, mostPieces) - 1; behind > 0; behind--) {
        stamp(context, picture, x + behind * own * 0.55, y - behind * own * 0.4)
      }
    }
    stamp(context, picture, x, y)
    context.globalAlpha = 1
    if (!options.isStill) drawBirth(context, position, theme, { x, y }, own)
    if (position.ending !== null) drawEnding(context, position.ending, theme, { x, y }, radius, options.isStill)
    if (members.some((member) => highlighted.has(member.journey.id))) drawRing(context, x, y, own + 4, theme.focus)
    if (members.length > 1) drawCount(context, members.length, x, y, own, theme)
    return { journey: journey.id, members: members.map((member) => member.journey.id), x, y, radius: own }
  })
  const told = tokens.filter(
    ({ position }, index) =>
      options.unlabelled?.has(position.journey.id) !== true && isInSight(points[index]!, radius, options),
  )
  const shown = labelled(told, highlighted).map((token) => ({ token, at: points[tokens.indexOf(token)]! }))
  drawLabels(context, layout, shown, theme, { ...options, radius, tokens: drawn })
  return drawn
}

/** Labels stay inside the view: that of a packet outside of it would only seem to tell of something there. */
function isInSight({ x, y }: Point, radius: number, { width, height }: SceneOptions): boolean {
  return x > -radius && y > -radius && x < width + radius && y < height + radius
}

/** Of so many fragments at most are seen behind one another. */
const mostPieces = 3
/** In a crowd only the threads of highlighted packets are drawn. */
const threadsUntil = 24

function drawThreads(
  context: DrawContext,
  tokens: readonly PlacedToken[],
  points: readonly Point[],
  theme: Theme,
  radius: number,
  highlighted: ReadonlySet<number>,
): void {
  const errors = tokens.flatMap(({ position, members }, index) =>
    position.journey.quotes === null ? [] : [{ index, quoting: members.map(({ journey }) => journey) }],
  )
  if (errors.length === 0) return
  const places = new Map(tokens.flatMap(({ members }, at) => members.map(({ journey }) => [journey.id, at] as const)))
  for (const { index, quoting } of errors) {
    for (const { id, quotes } of quoting) {
      const at = quotes === null ? undefined : places.get(quotes)
      if (at === undefined || quotes === null) continue
      const isChosen = highlighted.has(id) || highlighted.has(quotes)
      if (tokens.length > threadsUntil && !isChosen) continue
      drawThread(context, points[index]!, points[at]!, theme.meaning.error, radius, isChosen ? 1 : 0.8)
    }
  }
}

/** Where a token is on the screen: on its way, or in the ring of its opened bundle. */
function screenPoint(view: View, { point, fan }: PlacedToken, radius: number): Point {
  const { x, y } = toScreen(view, point)
  if (fan === null) return { x, y }
  const distance = Math.max(radius * 3, (fan.of * radius * 2.6) / (2 * Math.PI))
  const angle = (fan.index / fan.of) * Math.PI * 2 - Math.PI / 2
  return { x: x + Math.cos(angle) * distance, y: y + Math.sin(angle) * distance }
}

function drawSpoke(context: DrawContext, from: Point, to: Point, theme: Theme): void {
  context.beginPath()
  context.moveTo(from.x, from.y)
  context.lineTo(to.x, to.y)
  context.strokeStyle = theme.textMuted
  context.lineWidth = 1.25
  context.stroke()
}

/** A token's radius in screen pixels: readable when zoomed out, not huge when zoomed in; stepped to reuse sprites. */
function tokenRadius(view: View): number {
  return Math.round(Math.min(14, Math.max(7, 10 * view.zoom)))
}

function inFront(tokens: readonly PlacedToken[], highlighted: ReadonlySet<number>): PlacedToken[] {
  if (highlighted.size === 0) return [...tokens]
  const isHighlighted = ({ members }: PlacedToken) => members.some(({ journey }) => highlighted.has(journey.id))
  return [...tokens.filter((token) => !isHighlighted(token)), ...tokens.filter(isHighlighted)]
}

function labelled(tokens: readonly PlacedToken[], highlighted: ReadonlySet<number>): PlacedToken[] {
  const chosen = tokens.filter(({ position }) => highlighted.has(position.journey.id))
  const packets = tokens.reduce((sum, { members }) => sum + members.length, 0)
  if (packets > labelsUntil) return chosen.slice(0, mostLabels)
  const others = tokens.filter(
    ({ position, members, fan }) =>
      !highlighted.has(position.journey.id) &&
      members.length === 1 &&
      fan === null &&
      (position.phase !== 'waiting' || position.at > 0) &&
      (position.ending === null || isBad(position) || position.ending.progress < 0.5),
  )
  return [...chosen, ...others].slice(0, mostLabels)
}

function isBad({ ending }: TokenPosition): boolean {
  const kind = ending?.verdict.kind
  return kind === 'lost' || kind === 'expired' || kind === 'rejected'
}

function alphaOf({ position, fan }: PlacedToken): number {
  if (fan !== null) return 1
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
