import type { Journey } from '../../src/core/journey/journey'
import { buildTimeline } from '../../src/core/playback/build-timeline'
import { interfaceOfPoint } from '../../src/core/playback/list-stations'
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

/** How long frames took, in milliseconds: from one to the next, and for positions and drawing alone. */
export interface FrameTimes {
  readonly intervals: readonly number[]
  readonly work: readonly number[]
  /** Most packets shown at once. */
  readonly packets: number
}

declare global {
  // How the script that drives the page hands a scene over.
  var showScene: (scene: GalleryScene) => void
  var playScene: (scene: GalleryScene, frames: number) => Promise<FrameTimes>
}

/** Pictures are sharper, and drawing them is as much work, as on a good screen. */
const pixelRatio = 2

const scratch = document.createElement('canvas').getContext('2d')!

function measure(text: string, style: TextStyle): number {
  scratch.font = fontOf(style)
  return scratch.measureText(text).width
}

/** Lays a scene out on the page; returns what draws it at a time of its timeline and says how many packets it shows. */
function prepare({ topology, journeys, theme: themeName, language, width, height }: GalleryScene) {
  const theme = themes[themeName]
  const words = sceneWords[language]
  const needed = new Set(journeys.flatMap(({ sightings }) => sightings.map(({ point }) => interfaceOfPoint(point))))
  const layout = layoutMap(topology, { measure, words, width, height, needed })
  const view = fitView(layout, width, height)
  const body = mapShapes(layout, theme).map(svgOf).join('')
  document.body.innerHTML = `<div style="position:relative;width:${width}px;height:${height}px;background:${theme.background}">
    <svg width="${width}" height="${height}" style="position:absolute"><g transform="translate(${view.x} ${view.y}) scale(${view.zoom})">${body}</g></svg>
    <canvas width="${width * pixelRatio}" height="${height * pixelRatio}" style="position:absolute;width:${width}px;height:${height}px"></canvas></div>`
  const context = document.querySelector('canvas')!.getContext('2d')!
  const timeline = buildTimeline(journeys, { topology })
  const stamp = spriteStamp(theme, pixelRatio, (w, h) => {
    const image = new OffscreenCanvas(w, h)
    return { image, context: image.getContext('2d')! }
  })
  const labelMemory = new Map<number, number>()
  const options = { view, width, height, pixelRatio, measure, words, stamp, isStill: false, labelMemory }
  return {
    timeline,
    draw: (time: number) => {
      const positions = positionsAt(timeline, time)
      drawScene(context, layout, positions, theme, { ...options, highlighted: new Set() })
      return positions.length
    },
  }
}

globalThis.showScene = (scene) => {
  const { timeline, draw } = prepare(scene)
  draw(timeline.duration * scene.share)
}

globalThis.playScene = async (scene, frames) => {
  const { timeline, draw } = prepare(scene)
  const intervals: number[] = []
  const work: number[] = []
  let packets = 0
  let last = await nextFrame()
  for (let frame = 0; frame < frames; frame++) {
    const start = performance.now()
    packets = Math.max(packets, draw(timeline.duration * scene.share + frame * 16))
    work.push(performance.now() - start)
    const now = await nextFrame()
    intervals.push(now - last)
    last = now
  }
  return { intervals, work, packets }
}

function nextFrame(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(resolve)
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
