import type { Journey } from '../../core/journey/journey'
import type { Topology } from '../../core/topology/topology'
import { drawMap, type MakePath } from '../scene/draw-map'
import { journeyLegs } from '../scene/journey-legs'
import type { MapLayout } from '../scene/map-layout'
import { mapShapes } from '../scene/map-shapes'
import { packetMeaning } from '../scene/packet-meaning'
import type { CreateCanvas } from '../scene/token-stamp'
import type { View } from '../scene/view'
import type { FilmLook } from './film-look'

/** A path from the `d` of an SVG path. */
export const makePath: MakePath = (d) => new Path2D(d)

/** A canvas in the browser's own memory: what is drawn there is the same with and without a graphics card. */
export const makeCanvas: CreateCanvas = (width, height) => {
  const image = new OffscreenCanvas(Math.max(1, Math.round(width)), Math.max(1, Math.round(height)))
  const context = image.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('This browser draws on no canvas that is not on the page.')
  return { image, context }
}

/**
 * Paints what does not move, with the way of the packet that is followed: the picture of a whole frame, which stays as
 * it is until something else is asked for.
 */
export function createStillPainter({
  stage,
  theme,
  width,
  height,
}: FilmLook): (layout: MapLayout, view: View, followed: Journey | null, topology: Topology) => CanvasImageSource {
  const { image, context } = makeCanvas(width, height)
  let painted: readonly unknown[] = []
  return (layout, view, followed, topology) => {
    const wanted = [layout, view.zoom, view.x, view.y, followed, topology]
    if (painted.length > 0 && wanted.every((each, index) => each === painted[index])) return image
    painted = wanted
    const { ratio } = stage
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.globalAlpha = 1
    context.fillStyle = theme.background
    context.beginPath()
    context.roundRect(0, 0, stage.width, stage.height, 0)
    context.fill()
    context.setTransform(ratio * view.zoom, 0, 0, ratio * view.zoom, ratio * view.x, ratio * view.y)
    const shapes = mapShapes(layout, theme)
    const above = shapes.findLastIndex((shape) => shape.role === 'wire') + 1
    drawMap(context, shapes.slice(0, above), makePath)
    if (followed !== null) {
      context.strokeStyle = theme.meaning[packetMeaning(followed)]
      context.lineWidth = 3
      context.globalAlpha = 0.75
      for (const leg of journeyLegs(followed, layout, topology)) {
        context.setLineDash(leg.isInferred ? [6, 6] : [])
        context.stroke(makePath(leg.d))
      }
      context.globalAlpha = 1
      context.setLineDash([])
    }
    drawMap(context, shapes.slice(above), makePath)
    return image
  }
}
