import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { readRecording } from '../scenes/read-recording'
import { stripMoments, type GalleryScene } from './gallery-scene'
import { openGallery } from './open-gallery'
import { galleryMaps, galleryScenes } from './scenes'

/**
 * Draws the gallery's scenes and maps as PNGs: `npx tsx test/gallery/render.ts [name…]`, a scene at each moment of its film
 * strip. They are for looking at; what must not change is tested by the golden film strips.
 */
const folder = path.resolve('.cache/gallery')
const wanted = process.argv.slice(2)
const isWanted = (name: string) => wanted.length === 0 || wanted.some((each) => name.includes(each))
await mkdir(folder, { recursive: true })
const { browser, page } = await openGallery()
try {
  const draw = async (name: string, scene: GalleryScene, share: number) => {
    await page.setViewportSize({ width: scene.width, height: scene.height })
    await page.evaluate(([given, at]: [GalleryScene, number]) => globalThis.showScene(given, at), [scene, share] as [
      GalleryScene,
      number,
    ])
    const file = path.join(folder, `${name}.png`)
    await page.screenshot({ path: file })
    process.stdout.write(`${file}\n`)
  }
  for (const [name, scene] of Object.entries(galleryMaps)) if (isWanted(name)) await draw(`map-${name}`, scene, 0)
  for (const [name, scene] of Object.entries(galleryScenes(readRecording))) {
    if (!isWanted(name)) continue
    for (const share of stripMoments) await draw(`${name}-${share * 100}`, scene, share)
  }
} finally {
  await browser.close()
}
