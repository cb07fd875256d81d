import type { Journey } from '../../src/core/journey/journey'
import { buildTimeline } from '../../src/core/playback/build-timeline'
import { positionsAt } from '../../src/core/playback/positions-at'
import type { Topology } from '../../src/core/topology/topology'
import { drawScene } from '../../src/renderer/scene/draw-scene'
import { layoutMap } from '../../src/renderer/scene/layout-map'
import { mapShapes, type MapShape } from '../../src/renderer/scene/map-shapes'
import { sceneWords } from '../../src/renderer/scene/scene-words'
import { fontOf, type TextStyle } from '../../src/renderer/scene/text-style'
import { themes, type ThemeName } from '../../src/renderer/scene/theme'
import { spriteStamp } from '../../src/renderer/scene/token-stamp'
import { fitView } from '../../src/renderer/scene/view'

/** One picture of the gallery. */
export interface GalleryScene {
  readonly topology: Topology
  readonly journeys: readonly Journey[]
  /** Share of the timeline that is shown, 0 to 1. */
  readonly share: number
  readonly theme: ThemeName
  readonly language: 'en' | 'ja'
  readonly width: number
  readonly height: number
}

declare global {
  // How the script that drives the page hands a scene over.
  var showScene: (scene: GalleryScene) => void
}

const scratch = document.createElement('canvas').getContext('2d')!

function measure(text: string, style: TextStyle): number {
  scratch.font = fontOf(style)
  return scratch.measureText(text).width
}

globalThis.showScene = ({ topology, journeys, share, theme: themeName, language, width, height }) => {
  const theme = themes[themeName]
  const words = sceneWords[language]
  const layout = layoutMap(topology, { measure, words, width, height, needed: new Set() })
  const view = fitView(layout, width, height)
  const body = mapShapes(layout, theme).map(svgOf).join('')
  document.body.innerHTML = `<div style="position:relative;width:${width}px;height:${height}px;background:${theme.background}">
    <svg width="${width}" height="${height}" style="position:absolute"><g transform="translate(${view.x} ${view.y}) scale(${view.zoom})">${body}</g></svg>
    <canvas width="${width * 2}" height="${height * 2}" style="position:absolute;width:${width}px;height:${height}px"></canvas></div>`
  const canvas = document.querySelector('canvas')!
  const timeline = buildTimeline(journeys, { topology })
  const stamp = spriteStamp(theme, 2, (w, h) => {
    const image = new OffscreenCanvas(w, h)
    return { image, context: image.getContext('2d')! }
  })
  drawScene(canvas.getContext('2d')!, layout, positionsAt(timeline, timeline.duration * share), theme, {
    view,
    width,
    height,
    pixelRatio: 2,
    measure,
    words,
    stamp,
    highlighted: new Set(),
    isStill: false,
    labelMemory: null,
  })
}

function svgOf(shape: MapShape): string {
  switch (shape.kind) {
    case 'rect':
      return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" rx="${shape.radius}" fill="${shape.fill}" stroke="${shape.stroke}" stroke-width="${shape.strokeWidth}" stroke-dasharray="${shape.dash ?? ''}"/>`
    case 'path':
      return `<path d="${shape.d}" fill="${shape.fill}" stroke="${shape.stroke}" stroke-width="${shape.strokeWidth}" stroke-dasharray="${shape.dash ?? ''}"/>`
    case 'text':
      return `<text x="${shape.x}" y="${shape.y}" text-anchor="${shape.anchor}" style="font:${fontOf(shape.style).replaceAll('"', "'")}" fill="${shape.fill}">${shape.text}</text>`
  }
}
