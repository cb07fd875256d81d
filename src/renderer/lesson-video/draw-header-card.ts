import type { HeaderField } from '../../core/lesson/lesson'
import type { TokenPosition } from '../../core/playback/positions-at'
import type { DrawContext } from '../scene/draw-context'
import type { Point, Rect } from '../scene/geometry'
import { packetMeaning } from '../scene/packet-meaning'
import type { SceneWords } from '../scene/scene-words'
import { elide, fontOf, type MeasureText, type TextStyle } from '../scene/text-style'
import type { Theme } from '../scene/theme'
import type { TokenStamp } from '../scene/token-stamp'
import type { FilmWords } from './film-words'
import { headerRows, valuesOnTheWay, type HeaderRow } from './header-rows'

/** What a header card is drawn with. */
export interface CardOptions {
  readonly theme: Theme
  readonly measure: MeasureText
  readonly words: SceneWords
  readonly filmWords: FilmWords
  readonly stamp: TokenStamp
}

const titleStyle: TextStyle = { family: 'sans', size: 15, weight: 700 }
const labelStyle: TextStyle = { family: 'sans', size: 14, weight: 400 }
const valueStyle: TextStyle = { family: 'mono', size: 14.5, weight: 600 }
const rowHeight = 25
const titleHeight = 38
const padding = 14
const gap = 18
const arrow = ' → '
const widestValue = 470

/** How large a packet's card is, wherever on its way it stands. */
export function cardSize(position: TokenPosition, { measure, filmWords }: CardOptions): Pick<Rect, 'width' | 'height'> {
  const rows = headerRows(position)
  const values = rows.map(({ field }) => {
    const widths = valuesOnTheWay(position, field).map((value) => measure(value, valueStyle))
    const [first = 0, second] = widths.sort((a, b) => b - a)
    return second === undefined ? first : first + second + measure(arrow, valueStyle)
  })
  const labels = labelWidth(rows, measure, filmWords)
  const width = padding * 2 + labels + gap + Math.min(widestValue, Math.max(0, ...values))
  return { width, height: titleHeight + rows.length * rowHeight + padding - 4 }
}

/** A card with a packet's header as it is now, one field or several of it lit. */
export function drawHeaderCard(
  context: DrawContext,
  position: TokenPosition,
  lit: ReadonlySet<HeaderField>,
  rect: Rect,
  token: Point | null,
  options: CardOptions,
): void {
  const { theme, measure, words, filmWords, stamp } = options
  const meaning = packetMeaning(position.journey)
  if (token !== null) drawLeader(context, rect, token, theme.meaning[meaning])
  drawPanel(context, rect, theme, theme.meaning[meaning])
  stamp(context, { meaning, hue: position.journey.exchange, radius: 9 }, rect.x + padding + 9, rect.y + 20)
  context.textAlign = 'left'
  context.font = fontOf(titleStyle)
  context.fillStyle = theme.text
  context.fillText(words.kind[position.journey.kind], rect.x + padding + 27, rect.y + 25.5)
  const rows = headerRows(position)
  const left = rect.x + padding + labelWidth(rows, measure, filmWords) + gap
  for (const [index, row] of rows.entries()) {
    const top = rect.y + titleHeight + index * rowHeight
    const isLit = lit.has(row.field)
    if (isLit) {
      context.beginPath()
      context.roundRect(rect.x + 6, top, rect.width - 12, rowHeight, 6)
      context.fillStyle = theme.accent
      context.fill()
    }
    const baseline = top + 17.5
    context.font = fontOf(isLit ? { ...labelStyle, weight: 600 } : labelStyle)
    context.fillStyle = isLit ? theme.onAccent : theme.textMuted
    context.fillText(filmWords.field[row.field], rect.x + padding, baseline)
    drawValue(context, row, isLit, { x: left, y: baseline }, rect.x + rect.width - padding, options)
  }
}

function drawValue(
  context: DrawContext,
  { value, before }: HeaderRow,
  isLit: boolean,
  at: Point,
  right: number,
  { theme, measure }: CardOptions,
): void {
  context.font = fontOf(valueStyle)
  let left = at.x
  const old = before === null ? '' : before
  if (old !== '') {
    const width = measure(old, valueStyle)
    context.fillStyle = isLit ? theme.onAccent : theme.removed
    context.fillText(old, left, at.y)
    context.beginPath()
    context.moveTo(left, at.y - 5)
    context.lineTo(left + width, at.y - 5)
    context.strokeStyle = context.fillStyle
    context.lineWidth = 1.5
    context.stroke()
    context.fillStyle = isLit ? theme.onAccent : theme.textMuted
    context.fillText(arrow, left + width, at.y)
    left += width + measure(arrow, valueStyle)
  }
  context.fillStyle = isLit ? theme.onAccent : old === '' ? theme.text : theme.added
  context.fillText(elide(value, valueStyle, Math.max(20, right - left), measure), left, at.y)
}

/** A card's ground. */
export function drawPanel(context: DrawContext, rect: Rect, theme: Theme, border: string): void {
  for (const [spread, alpha] of [
    [8, 0.1],
    [4, 0.14],
  ] as const) {
    context.beginPath()
    context.roundRect(rect.x - spread, rect.y - spread + 3, rect.width + spread * 2, rect.height + spread * 2, 14)
    context.globalAlpha = alpha
    context.fillStyle = theme.isDark ? '#000000' : theme.textMuted
    context.fill()
  }
  context.globalAlpha = 1
  context.beginPath()
  context.roundRect(rect.x, rect.y, rect.width, rect.height, 10)
  context.fillStyle = theme.panelRaised
  context.fill()
  context.strokeStyle = border
  context.lineWidth = 1.75
  context.stroke()
}

function drawLeader(context: DrawContext, rect: Rect, token: Point, colour: string): void {
  const x = Math.min(Math.max(token.x, rect.x + 12), rect.x + rect.width - 12)
  const y = Math.min(Math.max(token.y, rect.y), rect.y + rect.height)
  context.beginPath()
  context.moveTo(token.x, token.y)
  context.lineTo(x, y)
  context.globalAlpha *= 0.75
  context.strokeStyle = colour
  context.lineWidth = 1.5
  context.stroke()
  context.globalAlpha = 1
}

function labelWidth(rows: readonly HeaderRow[], measure: MeasureText, { field }: FilmWords): number {
  return Math.max(0, ...rows.map((row) => measure(field[row.field], { ...labelStyle, weight: 600 })))
}
