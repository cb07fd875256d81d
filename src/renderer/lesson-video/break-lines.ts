import { elide, visibleText, type MeasureText, type TextStyle } from '../scene/text-style'

/** Japanese lines do not begin with these, nor end with those. */
const neverFirst = /^[\s、。，．,.!?！？：；:;)\]}）」』】〉》”’…‥ー々〜%％ぁぃぅぇぉっゃゅょァィゥェォッャュョ]/u
const neverLast = /[(\[{（「『【〈《“‘]$/u

/** No caption is longer than this, however long a hostile one is. */
const longestText = 600

/**
 * The text in lines of at most `width`, of even length, broken where its language breaks them; more than `mostLines` end
 * in an ellipsis.
 */
export function breakLines(
  text: string,
  style: TextStyle,
  width: number,
  measure: MeasureText,
  mostLines: number,
): readonly string[] {
  const paragraphs = text
    .slice(0, longestText)
    .split(/\r?\n/)
    .map((paragraph) => piecesOf(visibleText(paragraph.replace(/\t/g, ' ')).trim()))
    .map((pieces) => pieces.flatMap((piece) => cut(piece, style, width, measure)))
    .filter((pieces) => pieces.length > 0)
  const fit = (room: number) => paragraphs.flatMap((pieces) => fill(pieces, style, room, measure))
  const full = fit(width)
  let lines = full
  // Two lines of one length read better than a long one over a single word.
  for (let narrower = width * 0.95; narrower > width * 0.4; narrower -= width * 0.05) {
    const even = fit(narrower)
    if (even.length > full.length || even.some((line) => measure(line, style) > narrower)) break
    lines = even
  }
  if (lines.length > mostLines) {
    lines = [...full.slice(0, mostLines - 1), `${full.slice(mostLines - 1, mostLines + 1).join(' ')}…`]
  }
  return lines.map((line) => elide(line, style, width, measure))
}

/** Particles and endings are written in these: they stay with the word before, unless a mark ends that. */
const hiragana = /^[ぁ-ゖ]/u
const mark = /[、。，．！？」』）]$/u

/** The pieces between which a line may break. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = []
  for (const { segment } of new Intl.Segmenter('ja', { granularity: 'word' }).segment(text)) {
    const last = pieces.at(-1)
    if (last !== undefined && isOne(last, segment)) pieces[pieces.length - 1] = last + segment
    else pieces.push(segment)
  }
  return pieces
}

function isOne(before: string, after: string): boolean {
  const isLatin = /[!-~]$/u.test(before) && /^[!-~]/u.test(after)
  const isEnding = hiragana.test(after) && !mark.test(before.trimEnd())
  return isLatin || isEnding || neverFirst.test(after) || neverLast.test(before)
}

function fill(pieces: readonly string[], style: TextStyle, width: number, measure: MeasureText): string[] {
  const lines: string[] = []
  for (const piece of pieces) {
    const last = lines.at(-1)
    if (last !== undefined && measure((last + piece).trimEnd(), style) <= width) lines[lines.length - 1] = last + piece
    else lines.push(piece)
  }
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}

/** A piece that is wider than a line, as its characters. */
function cut(piece: string, style: TextStyle, width: number, measure: MeasureText): readonly string[] {
  return measure(piece.trimEnd(), style) <= width ? [piece] : Array.from(piece)
}
