import type { DrawContext } from './draw-context'
import type { MapShape } from './map-shapes'
import { fontOf } from './text-style'

/** Makes a path of an SVG path's `d`: a browser's is `(d) => new Path2D(d)`. */
export type MakePath = (d: string) => Path2D

/** Draws shapes of the static map as the SVG on the screen shows them, in the context's own map units. */
export function drawMap(context: DrawContext, shapes: readonly MapShape[], makePath: MakePath): void {
  for (const shape of shapes) {
    context.globalAlpha = shape.opacity ?? 1
    drawShape(context, shape, makePath)
  }
  context.globalAlpha = 1
  context.setLineDash([])
}

function drawShape(context: DrawContext, shape: MapShape, makePath: MakePath): void {
  switch (shape.kind) {
    case 'rect':
      context.beginPath()
      context.roundRect(shape.x, shape.y, shape.width, shape.height, shape.radius)
      paint(context, shape)
      return
    case 'path':
      paint(context, shape, makePath(shape.d))
      return
    case 'text':
      context.font = fontOf(shape.style)
      context.textAlign = shape.anchor === 'middle' ? 'center' : shape.anchor
      context.fillStyle = shape.fill
      context.fillText(shape.text, shape.x, shape.y)
  }
}

function paint(context: DrawContext, shape: Exclude<MapShape, { kind: 'text' }>, path?: Path2D): void {
  if (shape.fill !== 'none') {
    context.fillStyle = shape.fill
    if (path === undefined) context.fill()
    else context.fill(path)
  }
  context.strokeStyle = shape.stroke
  context.lineWidth = shape.strokeWidth
  context.setLineDash(shape.dash === null ? [] : shape.dash.split(' ').map(Number))
  if (path === undefined) context.stroke()
  else context.stroke(path)
}
