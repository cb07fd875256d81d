import { buildTimeline } from '../../src/core/playback/build-timeline'
import { interfaceOfPoint } from '../../src/core/playback/list-stations'
import { copiesAt } from '../../src/core/playback/copies-at'
import { positionsAt } from '../../src/core/playback/positions-at'
import type { Timeline } from '../../src/core/playback/timeline'
import { drawScene } from '../../src/renderer/scene/draw-scene'
import { layoutMap } from '../../src/renderer/scene/layout-map'
import { mapShapes, type MapShape } from '../../src/renderer/scene/map-shapes'
import { sceneWords } from '../../src/renderer/scene/scene-words'
import { fontOf, type TextStyle } from '../../src/renderer/scene/text-style'
import { themes } from '../../src/renderer/scene/theme'
import { spriteStamp } from '../../src/renderer/scene/token-stamp'
import { fitView } from '../../src/renderer/scene/view'
import type { GalleryScene } from './gallery-scene'

/** A scene that stands on the page. */
export interface PreparedScene {
  readonly timeline: Timeline
  /** Draws the packets of a moment; returns how many there are, and how many tokens stand for them. */
  readonly draw: (time: number) => { readonly packets: number; readonly tokens: number }
}

/** Pictures are sharper, and drawing them is as much work, as on a good screen. */
const pixelRatio = 2

const scratch = document.createElement('canvas').getContext('2d')!

function measure(text: string, style: TextStyle): number {
  scratch.font = fontOf(style)
  return scratch.measureText(text).width
}

/** Lays a scene out in an element of the page, whose content it replaces. */
export function prepareScene(host: HTMLElement, scene: GalleryScene): PreparedScene {
  const { topology, journeys, theme: themeName, language, width, height } = scene
  const theme = themes[themeName]
  const words = sceneWords[language]
  const needed = new Set(journeys.flatMap(({ sightings }) => sightings.map(({ point }) => interfaceOfPoint(point))))
  const layout = layoutMap(topology, {
    measure,
    words,
    width,
    height,
    needed,
    folds: new Map((scene.opened ?? []).map((id) => [id, 'open'] as const)),
    moves: new Map(Object.entries(scene.moved ?? {})),
  })
  const view = fitView(layout, width, height)
  const body = mapShapes(layout, theme).map(svgOf).join('')
  host.innerHTML = `<div style="position:relative;width:${width}px;height:${height}px;background:${theme.background}">
    <svg width="${width}" height="${height}" style="position:absolute"><g transform="translate(${view.x} ${view.y}) scale(${view.zoom})">${body}</g></svg>
    <canvas width="${width * pixelRatio}" height="${height * pixelRatio}" style="position:absolute;width:${width}px;height:${height}px"></canvas></div>`
  const context = host.querySelector('canvas')!.getContext('2d')!
  const timeline = buildTimeline(journeys, { topology })
  const stamp = spriteStamp(theme, pixelRatio, (w, h) => {
    const image = new OffscreenCanvas(w, h)
    return { image, context: image.getContext('2d')! }
  })
  const labelMemory = new Map<number, number>()
  const options = {
    view,
    width,
    height,
    pixelRatio,
    measure,
    words,
    stamp,
    isStill: false,
    labelMemory,
    fanned: new Set(scene.fanned),
    isApart: scene.isApart ?? false,
    reasonOf: () => scene.reason ?? null,
  }
  return {
    timeline,
    draw: (time: number) => {
      const positions = positionsAt(timeline, time)
      const tokens = drawScene(context, layout, positions, theme, {
        ...options,
        copies: copiesAt(timeline, time),
        highlighted: new Set(),
      })
      return { packets: positions.length, tokens: tokens.length }
    },
  }
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
