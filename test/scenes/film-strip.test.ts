import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Journey } from '../../src/core/journey/journey'
import { buildTimeline } from '../../src/core/playback/build-timeline'
import { interfaceOfPoint } from '../../src/core/playback/list-stations'
import { copiesAt } from '../../src/core/playback/copies-at'
import { positionsAt } from '../../src/core/playback/positions-at'
import type { Timeline } from '../../src/core/playback/timeline'
import { drawScene, type SceneOptions } from '../../src/renderer/scene/draw-scene'
import { layoutMap } from '../../src/renderer/scene/layout-map'
import type { MapLayout } from '../../src/renderer/scene/map-layout'
import { mapShapes } from '../../src/renderer/scene/map-shapes'
import { sceneWords } from '../../src/renderer/scene/scene-words'
import { themes } from '../../src/renderer/scene/theme'
import { fitView } from '../../src/renderer/scene/view'
import { articleTopology } from '../fixtures/article-topology'
import { expectGolden } from '../golden/expect-golden'
import { stripMoments, type GalleryScene } from '../gallery/gallery-scene'
import { galleryScenes } from '../gallery/scenes'
import { lostSightings, pingSightings, trackJourneys } from './article-journeys'
import { measureByTable } from './measure-text'
import { readRecording } from './read-recording'
import { recordDrawing } from './record-drawing'

const size = { width: 1088, height: 525 }
const layout = layoutMap(articleTopology, {
  measure: measureByTable,
  words: sceneWords.en,
  needed: new Set(),
  ...size,
})

/** Frames of a gallery scene, as what is drawn. */
function strip(scene: GalleryScene): string {
  const { topology, journeys, language, width, height } = scene
  const needed = new Set(journeys.flatMap(({ sightings }) => sightings.map(({ point }) => interfaceOfPoint(point))))
  const words = sceneWords[language]
  const place = layoutMap(topology, { measure: measureByTable, words, needed, width, height })
  const timeline = buildTimeline(journeys, { topology })
  return stripMoments
    .map((share) => {
      const { lines } = drawFrame(place, timeline, timeline.duration * share, scene)
      return [`t = ${share}`, ...lines.map((line) => `  ${line}`), ''].join('\n')
    })
    .join('\n')
}

function drawFrame(
  place: MapLayout,
  timeline: Timeline,
  time: number,
  { theme, language, width, height, fanned, isApart, reason }: Omit<GalleryScene, 'topology' | 'journeys'>,
  more: Partial<SceneOptions> = {},
) {
  const { context, stamp, lines } = recordDrawing()
  const tokens = drawScene(context, place, positionsAt(timeline, time), themes[theme], {
    view: fitView(place, width, height),
    width,
    height,
    pixelRatio: 1,
    measure: measureByTable,
    words: sceneWords[language],
    stamp,
    highlighted: new Set(),
    isStill: false,
    labelMemory: null,
    fanned: new Set(fanned),
    isApart: isApart ?? false,
    copies: copiesAt(timeline, time),
    reasonOf: () => reason ?? null,
    ...more,
  })
  return { lines, tokens }
}

/** One frame of packets on the article's map. */
function draw(journeys: readonly Journey[], share: number, language: 'en' | 'ja', more: Partial<SceneOptions> = {}) {
  const timeline = buildTimeline(journeys, { topology: articleTopology })
  return drawFrame(layout, timeline, timeline.duration * share, { theme: 'dark', language, ...size }, more)
}

const [request] = trackJourneys(pingSightings(0, 1)) as [Journey]

describe('film strips', () => {
  const scenes = galleryScenes(readRecording)

  it.each(Object.keys(scenes))('%s', (name) => {
    expectGolden(`scenes/${name}.txt`, strip(scenes[name]!))
  })

  it('none is left of a scene that is gone', () => {
    const folder = path.resolve(import.meta.dirname, '../golden/scenes')
    const names = readdirSync(folder).filter((file) => file.endsWith('.txt'))
    expect(names.sort()).toEqual([...Object.keys(scenes).map((name) => `${name}.txt`), 'article-map.txt'].sort())
  })

  it('the map of the article', () => {
    const lines = mapShapes(layout, themes.dark).map((shape) => JSON.stringify(shape))
    expectGolden('scenes/article-map.txt', `${lines.join('\n')}\n`)
  })
})

describe('drawScene', () => {
  const half = (share: number, more: Partial<SceneOptions> = {}) => draw([request], share, 'en', more)

  it('strikes out the old address and shows the new one at the gate', () => {
    const shown = new Set<string>()
    for (let share = 0; share < 1; share += 0.01) {
      for (const line of half(share).lines) {
        const old = /^text "(172[^"]+)" #ff8a80/.exec(line)
        const fresh = /^text "(172[^"]+)" #5fe39a/.exec(line)
        if (old) shown.add(`old ${old[1]}`)
        if (fresh) shown.add(`new ${fresh[1]}`)
      }
    }
    expect([...shown]).toEqual(['old 172.17.0.2', 'new 172.25.140.84', 'old 172.25.140.84', 'new 172.22.1.30'])
  })

  it('leaves a mark where a packet was lost, with the reason', () => {
    const { lines } = draw(trackJourneys(lostSightings(0, 1, 4)), 0.9, 'en')
    expect(lines.some((line) => line.includes('"lost after eth0"'))).toBe(true)
    expect(lines.some((line) => line.startsWith(`stroke ${themes.dark.bad} 3.5`))).toBe(true)
  })

  it('stands still at interfaces and gates when motion is not wanted', () => {
    const places = new Set<string>()
    for (let share = 0; share < 1; share += 0.005) {
      const { tokens, lines } = half(share, { isStill: true })
      expect(lines.filter((line) => line.includes('dashed'))).toEqual([])
      for (const { x, y } of tokens) places.add(`${Math.round(x)},${Math.round(y)}`)
    }
    // Seven interfaces and two gates.
    expect(places.size).toBe(9)
  })

  it('rings a highlighted token and labels it also in a crowd', () => {
    const crowd = trackJourneys(
      Array.from({ length: 300 }, (_, index) => pingSightings(index, index + 1))
        .flat()
        .sort((a, b) => a.nanoseconds - b.nanoseconds),
    )
    const plain = draw(crowd, 0.4, 'en')
    expect(plain.lines.filter((line) => line.startsWith('text "172'))).toEqual([])
    expect(plain.tokens.some(({ members }) => members.length > 1)).toBe(true)
    expect(plain.tokens.length).toBeLessThan(40)
    const chosen = plain.tokens.find(({ members }) => members.length === 1) ?? plain.tokens[0]!
    const { lines } = draw(crowd, 0.4, 'en', { highlighted: new Set([chosen.journey]) })
    expect(lines.some((line) => line.startsWith('text "172') || line.startsWith('text "8.8'))).toBe(true)
    expect(lines.some((line) => line.startsWith(`stroke ${themes.dark.focus}`))).toBe(true)
  })

  it('keeps labels inside the view and off each other', () => {
    const crowd = trackJourneys(
      Array.from({ length: 8 }, (_, index) => pingSightings(index * 15, index + 1, index % 2 === 0 ? 1 : 2))
        .flat()
        .sort((a, b) => a.nanoseconds - b.nanoseconds),
    )
    let most = 0
    for (let share = 0; share < 1; share += 0.02) {
      const boxes = draw(crowd, share, 'en').lines.flatMap((line) => {
        const box = /^fill #0b1626 alpha 1? ?.*box (-?[\d.]+),(-?[\d.]+) ([\d.]+)×([\d.]+)$/.exec(line)
        if (box === null) return []
        const [x, y, width, height] = box.slice(1).map(Number) as [number, number, number, number]
        return [{ x, y, width, height }]
      })
      most = Math.max(most, boxes.length)
      for (const [index, one] of boxes.entries()) {
        expect(one.x).toBeGreaterThanOrEqual(0)
        expect(one.y).toBeGreaterThanOrEqual(0)
        expect(one.x + one.width).toBeLessThanOrEqual(size.width)
        expect(one.y + one.height).toBeLessThanOrEqual(size.height)
        for (const other of boxes.slice(index + 1)) {
          const apart =
            one.x + one.width <= other.x + 0.2 ||
            other.x + other.width <= one.x + 0.2 ||
            one.y + one.height <= other.y + 0.2 ||
            other.y + other.height <= one.y + 0.2
          expect(apart).toBe(true)
        }
      }
    }
    expect(most).toBeGreaterThan(3)
  })
})
