import { openGallery } from '../gallery/open-gallery'
import type { GalleryScene } from '../gallery/gallery-scene'
import { makeTopology, plainSpec } from '../scenes/make-topology'
import { predictedJourneys } from '../scenes/predicted-journeys'
import { median, type Measure } from './measure'

const warmUp = 60
const frames = 240

/**
 * A thousand packets at once on a map of sixty containers, drawn in Chromium without a GPU at two device pixels per CSS
 * pixel: how long positions and drawing take, and how far apart the painted frames are.
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
    log(
      `${times.packets} packets; 95th percentile between frames ${intervals[Math.floor(frames * 0.95)]!.toFixed(1)} ms`,
    )
    if (times.packets < 1000) throw new Error(`The scene shows only ${times.packets} packets at once.`)
    return [
      { name: 'draw 1000 packets', value: median(work), unit: 'ms', isMoreBetter: false, target: 8 },
      {
        name: 'frames a second with 1000 packets',
        value: 1000 / median(intervals),
        unit: 'frames/s',
        isMoreBetter: true,
        target: 58,
      },
    ]
  } finally {
    await browser.close()
  }
}
