import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import type { GalleryScene } from './page'
import { galleryScenes } from './scenes'

/**
 * Draws the gallery's scenes as PNGs: `npx tsx test/gallery/render.ts [name…]`. They are for looking at; what must not
 * change is tested by the film strips in test/scenes.
 */
const folder = path.resolve('.cache/gallery')
const wanted = process.argv.slice(2)
const built = await build({
  configFile: false,
  logLevel: 'error',
  build: {
    write: false,
    minify: false,
    lib: { entry: path.resolve('test/gallery/page.ts'), formats: ['iife'], name: 'gallery' },
  },
})
const output = Array.isArray(built) ? built[0] : built
if (output === undefined || !('output' in output)) throw new Error('the gallery page was not built')
await mkdir(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
})
try {
  const page = await browser.newPage()
  await page.setContent('<!doctype html><body style="margin:0"></body>')
  await page.addScriptTag({ content: output.output[0].code })
  for (const [name, scene] of Object.entries(galleryScenes)) {
    if (wanted.length > 0 && !wanted.some((each) => name.includes(each))) continue
    await page.setViewportSize({ width: scene.width, height: scene.height })
    await page.evaluate((given: GalleryScene) => globalThis.showScene(given), scene)
    const file = path.join(folder, `${name}.png`)
    await page.screenshot({ path: file })
    process.stdout.write(`${file}\n`)
  }
} finally {
  await browser.close()
}
