/** How one kind of text looks; sizes in map units. */
export interface TextStyle {
  readonly family: 'sans' | 'mono'
  readonly size: number
  readonly weight: 400 | 600 | 700
}

/** What a text on the map is. */
export type TextRole =
  'title' | 'subtitle' | 'interface' | 'address' | 'gate-title' | 'gate-text' | 'gate-mark' | 'boundary'

/** The look of each text. */
export const textStyles: Readonly<Record<TextRole, TextStyle>> = {
  title: { family: 'sans', size: 14, weight: 600 },
  subtitle: { family: 'sans', size: 11, weight: 400 },
  interface: { family: 'mono', size: 11.5, weight: 600 },
  address: { family: 'mono', size: 11, weight: 400 },
  'gate-title': { family: 'mono', size: 11, weight: 700 },
  'gate-text': { family: 'mono', size: 10.5, weight: 400 },
  boundary: { family: 'sans', size: 9.5, weight: 600 },
  'gate-mark': { family: 'mono', size: 9.5, weight: 700 },
}

/** The font families, with Japanese glyphs for those who have them. */
export const fontFamilies = {
  sans: "system-ui, 'Segoe UI', 'Hiragino Sans', 'Yu Gothic UI', 'Noto Sans CJK JP', sans-serif",
  mono: "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK JP', monospace",
} as const

/** The style as a canvas or CSS `font`. */
export function fontOf(style: TextStyle): string {
  return `${style.weight} ${style.size}px ${fontFamilies[style.family]}`
}

/** Width of a text in map units; comes from the canvas on screen and from a table in tests. */
export type MeasureText = (text: string, style: TextStyle) => number

/** Share of the size that a line takes above and below its baseline. */
const ascent = 0.95
const descent = 0.3

/** The height that one line of a style covers, and how much of it is above the baseline. */
export function lineBox(style: TextStyle): { readonly height: number; readonly above: number } {
  return { height: style.size * (ascent + descent), above: style.size * ascent }
}

/** The text without characters that show nothing or turn the direction of what follows: names may be hostile. */
export function visibleText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, '')
}

/** No label shows more characters than this, however long a hostile name is. */
const longestText = 200

/** The text, cut in the middle with an ellipsis when it is wider than `width`. */
export function elide(text: string, style: TextStyle, width: number, measure: MeasureText): string {
  const isShort = text.length <= longestText
  if (isShort && measure(text, style) <= width) return text
  const characters = Array.from(isShort ? text : text.slice(0, longestText) + text.slice(-longestText))
  const short = (kept: number) => {
    const head = Math.ceil(kept / 2)
    return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (kept - head)).join('')}`
  }
  let [fits, tooLong] = [0, characters.length]
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >>> 1
    if (measure(short(middle), style) <= width) fits = middle
    else tooLong = middle
  }
  return fits === 0 ? '…' : short(fits)
}

/** The text in as few lines of at most `width` as possible, of even length; a word that is too long is cut in its middle. */
export function wrap(text: string, style: TextStyle, width: number, measure: MeasureText, mostLines: number): string[] {
  const words = text
    .slice(0, longestText)
    .split(/\s+/u)
    .filter((each) => each !== '')
  const full = breakLines(words, style, width, measure)
  if (full.length > mostLines) full.splice(mostLines - 1, full.length, full.slice(mostLines - 1).join(' '))
  let lines = full
  // "vEthernet" over "(Switch 0)" reads better than "vEthernet (Switch" over "0)".
  for (let narrower = width - 6; narrower > width / 3; narrower -= 6) {
    const even = breakLines(words, style, narrower, measure)
    const isAsShort = even.length <= full.length && even.every((line) => measure(line, style) <= narrower)
    if (!isAsShort) break
    lines = even
  }
  return lines.map((line) => elide(line, style, width, measure))
}

function breakLines(words: readonly string[], style: TextStyle, width: number, measure: MeasureText): string[] {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && measure(`${last} ${word}`, style) <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
