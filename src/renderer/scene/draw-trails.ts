import type { Station } from '../../core/playback/timeline'
import type { InterfaceId } from '../../core/topology/topology'
import type { DrawContext } from './draw-context'
import { findWirePath, type WirePath } from './find-wire-path'
import { mapIndex } from './map-index'
import type { GateLayout, MapLayout, PortLayout } from './map-layout'
import { pointAt } from './path'
import type { PlacedToken } from './place-tokens'
import { fontOf, textStyles } from './text-style'
import type { Theme } from './theme'
import { toScreen, type View } from './view'

/** Legs behind the current one that stay lit, as long as there are few tokens. */
const litLegs = 24
const litUntil = 24

/** One lit way. Tokens of one colour that share it share the stroke: in a crowd strokes are what costs. */
interface Trail {
  readonly colour: string
  readonly isSeen: boolean
  alpha: number
  share: number
}

/**
 * Lights the ways that tokens have come: what they passed faintly, the current leg brightly, unseen stretches dashed.
 * The ports and gates on them are drawn again, because the canvas lies over the map's own.
 */
export function drawTrails(
  context: DrawContext,
  layout: MapLayout,
  tokens: readonly PlacedToken[],
  theme: Theme,
  view: View,
): void {
  const trails = new Map<WirePath, Map<string, Trail>>()
  const ports = new Map<InterfaceId, string>()
  for (const token of tokens) {
    collectTrails(layout, token, theme.meaning[token.meaning], tokens.length <= litUntil ? litLegs : 0, trails, ports)
  }
  const gates = new Set<string>()
  for (const [path, own] of trails) {
    for (const trail of own.values()) strokeTrail(context, path, trail, view)
    if (path.gate !== null) gates.add(path.gate)
  }
  context.globalAlpha = 1
  context.setLineDash([])
  const index = mapIndex(layout)
  for (const [id, colour] of ports) {
    const port = index.ports.get(id)
    if (port !== undefined) drawPort(context, port, theme, colour, view)
  }
  for (const id of gates) {
    const gate = index.gates.get(id)
    if (gate !== undefined) drawGate(context, gate, theme, view)
  }
}

function collectTrails(
  layout: MapLayout,
  { position, path, share }: PlacedToken,
  colour: string,
  legs: number,
  trails: Map<WirePath, Map<string, Trail>>,
  ports: Map<InterfaceId, string>,
): void {
  const { stations, at, phase, ending } = position
  if (phase === 'waiting' && at === 0) return
  const fade = ending === null ? 1 : 1 - ending.progress
  for (let leg = Math.max(0, at - legs); leg < at; leg++) {
    const passed = findWirePath(layout, stations[leg]!.interface, stations[leg + 1]!.interface)
    const alpha = 0.42 * fade * Math.max(0.35, 1 - (at - leg) / 8)
    if (passed !== null) addTrail(trails, passed, { colour, alpha, share: 1, isSeen: isSeen(stations, leg) })
    ports.set(stations[leg]!.interface, colour)
  }
  if (path !== null) addTrail(trails, path, { colour, alpha: 0.95 * fade, share, isSeen: isSeen(stations, at) })
  ports.set(stations[at]!.interface, colour)
}

function addTrail(trails: Map<WirePath, Map<string, Trail>>, path: WirePath, trail: Trail): void {
  let own = trails.get(path)
  if (own === undefined) trails.set(path, (own = new Map<string, Trail>()))
  const key = `${trail.colour} ${String(trail.isSeen)}`
  const known = own.get(key)
  if (known === undefined) own.set(key, trail)
  else {
    known.alpha = Math.max(known.alpha, trail.alpha)
    known.share = Math.max(known.share, trail.share)
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

function strokeTrail(context: DrawContext, path: WirePath, { colour, alpha, share, isSeen }: Trail, view: View): void {
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
  context.setLineDash(path.isInferred || !isSeen ? [5, 5] : [])
  context.stroke()
}
