import type { Station } from '../../core/playback/timeline'
import type { DrawContext } from './draw-context'
import { findWirePath, type WirePath } from './find-wire-path'
import { mapIndex } from './map-index'
import type { GateLayout, MapLayout, PortLayout } from './map-layout'
import { pointAt } from './path'
import type { PlacedToken } from './place-tokens'
import { fontOf, textStyles } from './text-style'
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
    const alpha = 0.42 * fade * Math.max(0.35, 1 - (at - leg) / 8)
    if (path !== null) strokePath(context, path, 1, { colour, alpha, isSeen: isSeen(stations, leg) }, view)
  }
  if (token.path !== null) {
    strokePath(context, token.path, token.share, { colour, alpha: 0.95 * fade, isSeen: isSeen(stations, at) }, view)
  }
  context.globalAlpha = 1
  context.setLineDash([])
  for (let stop = Math.max(0, at - litLegs); stop <= at; stop++) {
    const port = mapIndex(layout).ports.get(stations[stop]!.interface)
    if (port !== undefined) drawPort(context, port, theme, colour, view)
  }
  for (let leg = Math.max(1, at - litLegs + 1); leg <= at + 1 && leg < stations.length; leg++) {
    const path = leg > at ? token.path : findWirePath(layout, stations[leg - 1]!.interface, stations[leg]!.interface)
    const gate = path?.gate == null ? undefined : mapIndex(layout).gates.get(path.gate)
    if (gate !== undefined) drawGate(context, gate, theme, view)
  }
}

/** A packet that was captured at both ends of a wire is known to have passed it, also where the wire was deduced. */
function isSeen(stations: readonly Station[], leg: number): boolean {
  return stations[leg]?.sighting != null && stations[leg + 1]?.sighting != null
}

/** The map's own marks lie under the canvas, so those that a trail runs over are drawn again on top of it. */
function drawPort(context: DrawContext, port: PortLayout, theme: Theme, colour: string, view: View): void {
  const { x, y } = toScreen(view, port.rect)
  const size = port.rect.width * view.zoom
  context.beginPath()
  context.roundRect(x, y, size, size, 4 * view.zoom)
  context.fillStyle = theme.port
  context.fill()
  context.strokeStyle = colour
  context.lineWidth = 2 * view.zoom
  context.stroke()
}

function drawGate(context: DrawContext, gate: GateLayout, theme: Theme, view: View): void {
  const { x, y } = toScreen(view, gate.centre)
  const radius = (gate.rect.width / 2) * view.zoom
  context.beginPath()
  context.moveTo(x - radius, y)
  context.lineTo(x, y - radius)
  context.lineTo(x + radius, y)
  context.lineTo(x, y + radius)
  context.closePath()
  context.fillStyle = theme.gate
  context.fill()
  context.strokeStyle = theme.gateBorder
  context.lineWidth = 2.5 * view.zoom
  context.stroke()
  const style = textStyles['gate-mark']
  context.font = fontOf({ ...style, size: style.size * view.zoom })
  context.textAlign = 'center'
  context.fillStyle = theme.gateText
  context.fillText('NAT', x, y + 3.4 * view.zoom)
}

function strokePath(
  context: DrawContext,
  path: WirePath,
  share: number,
  look: { readonly colour: string; readonly alpha: number; readonly isSeen: boolean },
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
  context.globalAlpha = look.alpha
  context.strokeStyle = look.colour
  context.lineWidth = Math.max(1.5, 2.5 * view.zoom)
  context.setLineDash(path.isInferred || !look.isSeen ? [5, 5] : [])
  context.stroke()
}
