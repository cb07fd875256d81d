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

/** Until this share of its first leg an error can be seen to be born. */
const birthUntil = 0.45

/** An ICMP error comes into being where it is sent: a ring draws together around it as it sets out. */
export function drawBirth(
  context: DrawContext,
  { journey, phase, at, progress }: TokenPosition,
  theme: Theme,
  point: Point,
  radius: number,
): void {
  const isError = journey.kind === 'time-exceeded' || journey.kind === 'destination-unreachable'
  if (!isError || at > 0 || phase === 'ending' || progress > birthUntil) return
  const left = phase === 'waiting' ? 1 : 1 - progress / birthUntil
  context.globalAlpha = 0.35 + 0.6 * (1 - left)
  context.beginPath()
  context.arc(point.x, point.y, radius + 2 + radius * 1.6 * left, 0, Math.PI * 2)
  context.strokeStyle = theme.meaning.error
  context.lineWidth = 2
  context.stroke()
  context.globalAlpha = 1
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
