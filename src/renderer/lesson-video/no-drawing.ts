import type { DrawContext } from '../scene/draw-context'

const nothing = () => undefined

/** A canvas that draws nothing, for finding out where things would be. */
export const noDrawing: DrawContext = {
  fillStyle: '',
  strokeStyle: '',
  lineWidth: 1,
  globalAlpha: 1,
  font: '',
  textAlign: 'left',
  setTransform: nothing,
  clearRect: nothing,
  setLineDash: nothing,
  beginPath: nothing,
  moveTo: nothing,
  lineTo: nothing,
  arc: nothing,
  roundRect: nothing,
  closePath: nothing,
  fill: nothing,
  stroke: nothing,
  fillText: nothing,
  drawImage: nothing,
}
