import type { DrawContext } from './draw-context'
import { findWirePath, type WirePath } from './find-wire-path'
import type { MapLayout } from './map-layout'
import { pointAt } from './path'
import type { PlacedToken } from './place-tokens'
import type { Theme } from './theme'
import { toScreen, type View } from './view'

/** Legs behind the current one that stay lit. */
const litLegs = 24

/** Lights the way that a token has come: what it passed faintly, the current leg brightly, unseen stretches dashed. */
export function drawTrail(context: DrawContext, layout: MapLayout, token: PlacedToken, theme: Theme, view: View): void {
  const { stations, at, phase, ending } = token.position
  if (phase === 'waiting' && at === 0) return
  const colour = theme.meaning[token.meaning]
  const fade = ending === null ? 1 : 1 - ending.progress
  for (let leg = Math.max(0, at - litLegs); leg < at; leg++) {
    const path = findWirePath(layout, stations[leg]!.interface, stations[leg + 1]!.interface)
    const age = at - leg
    if (path !== null) strokePath(context, path, 1, colour, 0.42 * fade * Math.max(0.35, 1 - age / 8), view)
  }
  if (token.path !== null) strokePath(context, token.path, token.share, colour, 0.95 * fade, view)
  context.globalAlpha = 1
  context.setLineDash([])
}

function strokePath(
  context: DrawContext,
  path: WirePath,
  share: number,
  colour: string,
  alpha: number,
  view: View,
): void {
  const { points, distances, length } = path.sampled
  const until = share * length
  context.beginPath()
  for (const [index, point] of points.entries()) {
    if (distances[index]! > until) break
    const { x, y } = toScreen(view, point)
    if (index === 0) context.moveTo(x, y)
    else context.lineTo(x, y)
  }
  const tip = toScreen(view, pointAt(path.sampled, share))
  context.lineTo(tip.x, tip.y)
  context.globalAlpha = alpha
  context.strokeStyle = colour
  context.lineWidth = Math.max(1.5, 2.5 * view.zoom)
  context.setLineDash(path.isInferred ? [5, 5] : [])
  context.stroke()
}
