import type { TokenPosition } from '../../core/playback/positions-at'
import type { DrawContext } from './draw-context'
import type { Point } from './geometry'
import type { Theme } from './theme'

/** How a journey ends, at its last station: a spreading ring when it arrived, a cross where it is known to have ended. */
export function drawEnding(
  context: DrawContext,
  ending: NonNullable<TokenPosition['ending']>,
  theme: Theme,
  at: Point,
  radius: number,
  isStill: boolean,
): void {
  switch (ending.verdict.kind) {
    case 'in-flight':
      return
    case 'answered':
    case 'delivered':
      if (!isStill) drawSpreadingRing(context, ending.progress, theme.good, at, radius)
      return
    case 'lost':
    case 'rejected':
    case 'expired': {
      const colour = ending.verdict.kind === 'expired' ? theme.warning : theme.bad
      if (!isStill && ending.progress < 0.4) drawSpreadingRing(context, ending.progress / 0.4, colour, at, radius)
      drawCross(context, colour, at, radius * 0.95)
      return
    }
  }
}

function drawSpreadingRing(context: DrawContext, progress: number, colour: string, at: Point, radius: number): void {
  context.globalAlpha = 1 - progress
  context.beginPath()
  context.arc(at.x, at.y, radius * (1 + progress * 1.4), 0, Math.PI * 2)
  context.strokeStyle = colour
  context.lineWidth = 2.5
  context.stroke()
  context.globalAlpha = 1
}

function drawCross(context: DrawContext, colour: string, at: Point, size: number): void {
  context.beginPath()
  context.moveTo(at.x - size, at.y - size)
  context.lineTo(at.x + size, at.y + size)
  context.moveTo(at.x + size, at.y - size)
  context.lineTo(at.x - size, at.y + size)
  context.strokeStyle = colour
  context.lineWidth = 3.5
  context.stroke()
}
