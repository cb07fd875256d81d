import type { Journey } from '../../core/journey/journey'
import { localText, type Question } from '../../core/lesson/lesson'
import { shuffledHops, truthOf, type Truth } from '../../core/lesson/questions'
import type { AskedQuestion } from '../../core/lesson/video-clock'
import type { InterfaceId, Topology } from '../../core/topology/topology'
import type { DrawContext } from '../scene/draw-context'
import type { Point, Rect } from '../scene/geometry'
import { fontOf, type MeasureText, type TextStyle } from '../scene/text-style'
import type { Theme } from '../scene/theme'
import { interfaceName, namespaceName } from '../state/name-of'
import { breakLines } from './break-lines'
import { drawPanel } from './draw-header-card'
import type { FilmWords } from './film-words'
import { placeCard } from './place-card'

/** What a question is drawn with. */
export interface QuestionOptions {
  readonly theme: Theme
  readonly language: 'en' | 'ja'
  readonly measure: MeasureText
  readonly filmWords: FilmWords
  readonly topology: Topology
  /** Where the card may stand, and what it had better not cover. */
  readonly room: Rect
  readonly rects: readonly Rect[]
  readonly points: readonly Point[]
}

interface Line {
  readonly text: string
  readonly style: TextStyle
  readonly tone: 'text' | 'muted' | 'good'
  readonly height: number
}

const pillStyle: TextStyle = { family: 'sans', size: 14, weight: 700 }
const promptStyle: TextStyle = { family: 'sans', size: 22, weight: 600 }
const optionStyle: TextStyle = { family: 'sans', size: 18, weight: 400 }
const answerStyle: TextStyle = { family: 'sans', size: 22, weight: 700 }
const explanationStyle: TextStyle = { family: 'sans', size: 17, weight: 400 }
const padding = 22
const pillHeight = 28
const barHeight = 4
/** A card is at most so wide, in stage pixels and as a share of the stage. */
const widest = 720
const widestShare = 0.56

/** The interface that answers a question: it is ringed on the map while the answer is told; null when none does. */
export function answerOnMap({ question, phase }: AskedQuestion, journey: Journey | null): InterfaceId | null {
  const truth = phase === 'answer' && journey !== null ? truthOf(question, journey) : null
  return truth?.kind === 'interface' ? truth.interface : null
}

/** A question's card: what it says in each phase, and where it stands in both. */
export interface QuestionCard {
  readonly rect: Rect
  readonly prompt: readonly Line[]
  readonly answer: readonly Line[]
}

/** Lays a question's card out, as large as the answer will need, so that it stays where it is when that comes. */
export function layQuestion(question: Question, journey: Journey | null, options: QuestionOptions): QuestionCard {
  const { room, rects, points } = options
  const width = Math.min(widest, Math.max(360, room.width * widestShare), room.width - 28)
  const prompt = promptLines(question, journey, width - padding * 2, options)
  const answer = answerLines(question, journey, width - padding * 2, options)
  const needed = heightOf(prompt) + heightOf(answer) + padding * 2 + pillHeight + 10 + barHeight
  const rect = placeCard({ width, height: Math.min(needed, room.height - 28) }, room, rects, points)
  return { rect, prompt, answer }
}

/** Asks, with what time is left to think, and then tells what the packets answer. */
export function drawQuestion(
  context: DrawContext,
  { phase, share }: AskedQuestion,
  { rect, prompt, answer }: QuestionCard,
  options: Pick<QuestionOptions, 'theme' | 'measure' | 'filmWords'>,
): void {
  const { theme, filmWords } = options
  const isAnswer = phase === 'answer'
  drawPanel(context, rect, theme, isAnswer ? theme.good : theme.accent)
  drawPill(context, isAnswer ? filmWords.answer : filmWords.question, isAnswer, rect, options)
  let y = rect.y + padding + pillHeight + 10
  for (const { text, style, tone, height: line } of isAnswer ? [...prompt, ...answer] : prompt) {
    context.textAlign = 'left'
    context.font = fontOf(style)
    context.fillStyle = tone === 'good' ? theme.good : tone === 'muted' ? theme.textMuted : theme.text
    context.fillText(text, rect.x + padding, y + line / 2 + style.size * 0.36)
    y += line
  }
  if (isAnswer) return
  const left = (rect.width - padding * 2) * (1 - share)
  context.beginPath()
  context.roundRect(rect.x + padding, rect.y + rect.height - 14, left, barHeight, 2)
  context.fillStyle = theme.accent
  context.fill()
}

function promptLines(
  question: Question,
  journey: Journey | null,
  width: number,
  { language, measure, filmWords, topology }: QuestionOptions,
): readonly Line[] {
  const prompt = localText(question.prompt, language).trim()
  const text = prompt === '' ? filmWords.hint[question.kind] : prompt
  const lines = paragraph(text, promptStyle, 'text', width, measure, 4)
  if (question.kind === 'choose') {
    return [
      ...lines,
      ...question.options.flatMap((option, index) =>
        paragraph(`${letterOf(index)}  ${localText(option.text, language)}`, optionStyle, 'text', width, measure, 2),
      ),
    ]
  }
  if (question.kind !== 'order-hops' || journey === null) return lines
  const names = shuffledHops(question, journey).map((id) => nameOf(topology, id))
  return [...lines, ...paragraph(names.join(' · '), optionStyle, 'muted', width, measure, 3)]
}

function answerLines(
  question: Question,
  journey: Journey | null,
  width: number,
  { language, measure, filmWords, topology }: QuestionOptions,
): readonly Line[] {
  const truth = journey === null ? null : truthOf(question, journey)
  const text =
    truth === null
      ? filmWords.unknown
      : truth.kind === 'option' && question.kind === 'choose'
        ? truth.right
            .map((index) => `${letterOf(index)}  ${localText(question.options[index]!.text, language)}`)
            .join(' / ')
        : truthText(truth, topology)
  return [
    { text: '', style: explanationStyle, tone: 'text', height: 8 },
    ...paragraph(text, answerStyle, truth === null ? 'muted' : 'good', width, measure, 3),
    ...paragraph(localText(question.explanation, language), explanationStyle, 'text', width, measure, 4),
  ]
}

function truthText(truth: Truth, topology: Topology): string {
  switch (truth.kind) {
    case 'text':
      return truth.texts[0] ?? ''
    case 'interface':
      return nameOf(topology, truth.interface)
    case 'order':
      return truth.interfaces.map((id) => nameOf(topology, id)).join(' → ')
    case 'option':
      return truth.right.map(letterOf).join(', ')
  }
}

function nameOf(topology: Topology, id: InterfaceId): string {
  const nic = topology.interfaces.find((each) => each.id === id)
  return nic === undefined ? id : `${interfaceName(topology, id)} (${namespaceName(topology, nic.namespace)})`
}

function letterOf(index: number): string {
  return String.fromCharCode(65 + (index % 26))
}

function paragraph(
  text: string,
  style: TextStyle,
  tone: Line['tone'],
  width: number,
  measure: MeasureText,
  most: number,
): Line[] {
  if (text.trim() === '') return []
  return breakLines(text, style, width, measure, most).map((line) => ({
    text: line,
    style,
    tone,
    height: style.size * 1.42,
  }))
}

function heightOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { height }) => sum + height, 0)
}

function drawPill(
  context: DrawContext,
  text: string,
  isAnswer: boolean,
  rect: Rect,
  { theme, measure }: Pick<QuestionOptions, 'theme' | 'measure'>,
): void {
  const width = measure(text, pillStyle) + 24
  context.beginPath()
  context.roundRect(rect.x + padding, rect.y + padding - 4, width, pillHeight, pillHeight / 2)
  context.fillStyle = isAnswer ? theme.good : theme.accent
  context.fill()
  context.textAlign = 'center'
  context.font = fontOf(pillStyle)
  context.fillStyle = isAnswer ? theme.background : theme.onAccent
  context.fillText(text, rect.x + padding + width / 2, rect.y + padding - 4 + pillHeight / 2 + 5)
  context.textAlign = 'left'
}
