import { openGallery } from '../gallery/open-gallery'
import type { GalleryScene } from '../gallery/gallery-scene'
import { makeTopology, plainSpec } from '../scenes/make-topology'
import { predictedJourneys } from '../scenes/predicted-journeys'
import { median, type Measure } from './measure'

const warmUp = 60
const frames = 240

/**
 * A thousand packets at once on a map of sixty containers, each with a token of its own because bundling is off, drawn in
 * Chromium without a GPU at two device pixels per CSS pixel: how long positions and drawing take, and how far apart the
 * painted frames are.
 */
export async function sceneBench(log: (line: string) => void): Promise<readonly Measure[]> {
  const topology = makeTopology({ ...plainSpec, containers: 60, bridges: 5 })
  const journeys = predictedJourneys(topology, 2000, 0.02)
  const scene: GalleryScene = {
    topology,
    journeys,
    theme: 'dark',
    language: 'en',
    width: 1280,
    height: 800,
    isApart: true,
  }
  const { browser, page } = await openGallery()
  try {
    await page.setViewportSize({ width: scene.width, height: scene.height })
    const times = await page.evaluate(
      ([given, count]: [GalleryScene, number]) => globalThis.playScene(given, 0.5, count),
      [scene, warmUp + frames] as [GalleryScene, number],
    )
    const work = times.work.slice(warmUp)
    const intervals = times.intervals.slice(warmUp).toSorted((a, b) => a - b)
    const slow = intervals[Math.floor(frames * 0.95)]!
    log(
      `${times.tokens} tokens of ${times.packets} packets; half of the frames within ${median(intervals).toFixed(1)} ms, 19 of 20 within ${slow.toFixed(1)} ms`,
    )
    if (times.tokens < 1000) throw new Error(`The scene shows only ${times.tokens} tokens at once.`)
    return [
      { name: 'draw 1000 tokens', value: median(work), unit: 'ms', isMoreBetter: false, target: 8 },
      {
        name: '1000 tokens, 19 of 20 frames within',
        value: slow,
        unit: 'ms',
        isMoreBetter: false,
        target: 20.7,
      },
    ]
  } finally {
    await browser.close()
  }
}
