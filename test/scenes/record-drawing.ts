import type { DrawContext } from '../../src/renderer/scene/draw-context'
import type { TokenStamp } from '../../src/renderer/scene/token-stamp'

/** A canvas that writes down what is drawn on it, one line a stroke, fill, text or token; coordinates to 0.1 px. */
export interface DrawingRecorder {
  readonly context: DrawContext
  readonly stamp: TokenStamp
  readonly lines: string[]
}

/** Makes an empty recorder. */
export function recordDrawing(): DrawingRecorder {
  const lines: string[] = []
  let trace: string[] = []
  let dash = ''
  const state = {
    fillStyle: '',
    strokeStyle: '',
    lineWidth: 1,
    globalAlpha: 1,
    font: '',
    textAlign: 'left' as CanvasTextAlign,
  }
  const alpha = () => (state.globalAlpha === 1 ? '' : ` alpha ${number(state.globalAlpha)}`)
  const context = Object.assign(state, {
    setTransform: () => undefined,
    clearRect: () => undefined,
    setLineDash: (segments: number[]) => {
      dash = segments.length === 0 ? '' : ` dashed ${segments.join(' ')}`
    },
    beginPath: () => {
      trace = []
    },
    moveTo: (x: number, y: number) => trace.push(`M${number(x)},${number(y)}`),
    lineTo: (x: number, y: number) => trace.push(`L${number(x)},${number(y)}`),
    arc: (x: number, y: number, radius: number) => trace.push(`circle ${number(x)},${number(y)} r${number(radius)}`),
    roundRect: (x: number, y: number, width: number, height: number) =>
      trace.push(`box ${number(x)},${number(y)} ${number(width)}×${number(height)}`),
    closePath: () => trace.push('Z'),
    fill: (path?: Path2D | CanvasFillRule) => lines.push(`fill ${state.fillStyle}${alpha()} ${told(path, trace)}`),
    stroke: (path?: Path2D) =>
      lines.push(`stroke ${state.strokeStyle} ${number(state.lineWidth)}${alpha()}${dash} ${told(path, trace)}`),
    fillText: (text: string, x: number, y: number) =>
      lines.push(`text ${JSON.stringify(text)} ${state.fillStyle}${alpha()} ${number(x)},${number(y)}`),
    drawImage: () => undefined,
  })
  return {
    context: context,
    stamp: (_, { meaning, hue, radius }, x, y) => {
      lines.push(`token ${meaning} hue ${hue} r${number(radius)}${alpha()} ${number(x)},${number(y)}`)
    },
    lines,
  }
}

function number(value: number): string {
  const rounded = Math.round(value * 10) / 10
  return String(Object.is(rounded, -0) ? 0 : rounded)
}

/** A path of its own is told by its data: tests make `Path2D` objects that have nothing else. */
function told(path: Path2D | CanvasFillRule | undefined, trace: readonly string[]): string {
  return typeof path === 'object' ? (path as unknown as { readonly d: string }).d : short(trace)
}

/** A curve's many points are told by its ends. */
function short(trace: readonly string[]): string {
  return trace.length <= 8 ? trace.join(' ') : `${trace[0]} … ${trace.length - 2} … ${trace.at(-1)}`
}
