import type { InterfaceId, Topology } from '../core/topology/topology'
import { layoutMap } from '../renderer/scene/layout-map'
import { mapShapes, type MapShape } from '../renderer/scene/map-shapes'
import { measureByTable } from '../renderer/scene/measure-by-table'
import { sceneWords } from '../renderer/scene/scene-words'
import { fontFamilies } from '../renderer/scene/text-style'
import { themes } from '../renderer/scene/theme'
import { escapeHtml } from './escape-html'

/** A topology's map as an SVG element for a white page; `title` is read out instead of it. */
export function drawMapSvg(
  topology: Topology,
  seen: ReadonlySet<InterfaceId>,
  language: 'en' | 'ja',
  title: string,
): string {
  // The shape of a landscape page: what is wider than that is made smaller.
  const words = sceneWords[language]
  const layout = layoutMap(topology, { measure: measureByTable, words, width: 1000, height: 600, needed: seen })
  const shapes = mapShapes(layout, themes.projector).map(drawShape).join('')
  const size = `viewBox="0 0 ${figure(layout.width)} ${figure(layout.height)}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escapeHtml(title)}" ${size}>${shapes}</svg>`
}

function drawShape(shape: MapShape): string {
  const opacity = shape.opacity === undefined ? '' : ` opacity="${figure(shape.opacity)}"`
  if (shape.kind === 'text') {
    const { family, size, weight } = shape.style
    const font = `font-family="${escapeHtml(fontFamilies[family])}" font-size="${figure(size)}" font-weight="${weight}"`
    const place = `x="${figure(shape.x)}" y="${figure(shape.y)}" text-anchor="${shape.anchor}"`
    return `<text ${place} ${font} fill="${shape.fill}"${opacity}>${escapeHtml(shape.text)}</text>`
  }
  const dash = shape.dash === null ? '' : ` stroke-dasharray="${shape.dash}"`
  const paint = `fill="${shape.fill}" stroke="${shape.stroke}" stroke-width="${figure(shape.strokeWidth)}"${dash}${opacity}`
  if (shape.kind === 'path') return `<path d="${escapeHtml(shape.d)}" ${paint}/>`
  const size = `width="${figure(shape.width)}" height="${figure(shape.height)}" rx="${figure(shape.radius)}"`
  return `<rect x="${figure(shape.x)}" y="${figure(shape.y)}" ${size} ${paint}/>`
}

function figure(value: number): string {
  return String(Math.round(value * 100) / 100)
}
