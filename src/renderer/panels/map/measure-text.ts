import { fontOf, type MeasureText } from '../../scene/text-style'

let context: CanvasRenderingContext2D | null = null
const known = new Map<string, number>()
/** Hostile names could fill memory otherwise. */
const rememberedTexts = 5000

/** Width of a text as this browser draws it. */
export const measureText: MeasureText = (text, style) => {
  const font = fontOf(style)
  const key = `${font} ${text}`
  const before = known.get(key)
  if (before !== undefined) return before
  context ??= document.createElement('canvas').getContext('2d')
  if (context === null) return text.length * style.size * 0.6
  context.font = font
  const { width } = context.measureText(text)
  if (known.size >= rememberedTexts) known.clear()
  known.set(key, width)
  return width
}
