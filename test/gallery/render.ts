import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { openGallery } from './open-gallery'
import type { GalleryScene } from './page'
import { galleryScenes } from './scenes'

/**
 * Draws the gallery's scenes as PNGs: `npx tsx test/gallery/render.ts [name…]`. They are for looking at; what must not
 * change is tested by the film strips in test/scenes.
 */
const folder = path.resolve('.cache/gallery')
const wanted = process.argv.slice(2)
await mkdir(folder, { recursive: true })
const { browser, page } = await openGallery()
try {
  for (const [name, scene] of Object.entries(galleryScenes)) {
    if (wanted.length > 0 && !wanted.some((each) => name.includes(each))) continue
    await page.setViewportSize({ width: scene.width, height: scene.height })
    await page.evaluate((given: GalleryScene) => {
      globalThis.showScene(given)
    }, scene)
    const file = path.join(folder, `${name}.png`)
    await page.screenshot({ path: file })
    process.stdout.write(`${file}\n`)
  }
} finally {
  await browser.close()
}
