import type { DrawContext } from './draw-context'
import type { Point } from './geometry'

const steps = 14

/** A dotted thread that hangs between an ICMP error and the packet that it quotes, with a ring around the quoted one. */
export function drawThread(
  context: DrawContext,
  error: Point,
  quoted: Point,
  colour: string,
  radius: number,
  alpha: number,
): void {
  context.strokeStyle = colour
  context.globalAlpha = alpha
  context.lineWidth = 1.5
  context.setLineDash([2, 4])
  const span = Math.hypot(error.x - quoted.x, error.y - quoted.y)
  if (span > radius * 2) {
    const sag = Math.min(46, span * 0.22)
    context.beginPath()
    for (let step = 0; step <= steps; step++) {
      const t = step / steps
      const x = error.x + (quoted.x - error.x) * t
      const y = error.y + (quoted.y - error.y) * t + sag * 4 * t * (1 - t)
      if (step === 0) context.moveTo(x, y)
      else context.lineTo(x, y)
    }
    context.stroke()
  }
  context.beginPath()
  context.arc(quoted.x, quoted.y, radius + 5, 0, Math.PI * 2)
  context.stroke()
  context.setLineDash([])
  context.globalAlpha = 1
}
