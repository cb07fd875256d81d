import type { DrawContext } from '../scene/draw-context'
import type { MakePath } from '../scene/draw-map'
import type { Rect } from '../scene/geometry'
import { pathData } from '../scene/path'
import type { SpotlightArea } from '../scene/spotlight-area'
import type { Theme } from '../scene/theme'
import { toScreen, type View } from '../scene/view'
import type { Stage } from './stage'

/** What drawing a video needs of a canvas besides what the map and its tokens need. */
export type FilmContext = DrawContext & Pick<CanvasRenderingContext2D, 'save' | 'restore' | 'clip'>

/** A spotlight's area and how bright it shines, 0 to 1. */
export interface Light {
  readonly area: SpotlightArea
  readonly strength: number
}

/** Where lights are drawn. */
export interface LightOptions {
  readonly stage: Stage
  readonly view: View
  readonly theme: Theme
  readonly makePath: MakePath
}

/** How much of the map's own colours goes where no light falls. */
const dimness = 0.66
const cornerRadius = 10

/**
 * Dims the map, of which `picture` is the whole frame, except where the lights fall. What moves is drawn after it, in
 * full colour.
 */
export function drawDimness(
  context: FilmContext,
  lights: readonly Light[],
  picture: CanvasImageSource,
  { stage, view, theme }: LightOptions,
): void {
  const strength = Math.max(0, ...lights.map((light) => light.strength))
  if (strength <= 0) return
  context.globalAlpha = dimness * strength
  context.fillStyle = theme.background
  context.beginPath()
  context.roundRect(stage.map.x, stage.map.y, stage.map.width, stage.map.height, 0)
  context.fill()
  for (const { area, strength: own } of lights) {
    context.globalAlpha = own
    for (const rect of area.rects) {
      context.save()
      traceRect(context, rect, view)
      context.clip()
      context.drawImage(picture, 0, 0, stage.width, stage.height)
      context.restore()
    }
  }
  context.globalAlpha = 1
}

/** Rings what is lit. */
export function drawRings(
  context: FilmContext,
  lights: readonly Light[],
  { stage: { ratio }, view, theme, makePath }: LightOptions,
): void {
  context.strokeStyle = theme.focus
  context.setLineDash([])
  for (const { area, strength } of lights) {
    for (const [width, alpha] of [
      [9, 0.25],
      [3, 1],
    ] as const) {
      context.globalAlpha = alpha * strength
      context.lineWidth = width
      for (const rect of area.rects) {
        traceRect(context, rect, view)
        context.stroke()
      }
      if (area.wires.length === 0) continue
      context.setTransform(ratio * view.zoom, 0, 0, ratio * view.zoom, ratio * view.x, ratio * view.y)
      context.lineWidth = width / view.zoom
      for (const wire of area.wires) context.stroke(makePath(pathData(wire)))
      context.setTransform(ratio, 0, 0, ratio, 0, 0)
    }
  }
  context.globalAlpha = 1
}

function traceRect(context: FilmContext, rect: Rect, view: View): void {
  const { x, y } = toScreen(view, rect)
  context.beginPath()
  context.roundRect(x, y, rect.width * view.zoom, rect.height * view.zoom, cornerRadius)
}
