import path from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { build } from 'vite'
import { findChromium } from '../electron/find-chromium'

/** Never asked for: the browser gets what stands there from memory. WebCodecs is for secure pages only. */
const origin = 'https://video.hopscope.invalid'

/** A page with the film's own code in a Chromium without a GPU; close the browser when done. */
export async function openVideoPage(): Promise<{ readonly browser: Browser; readonly page: Page }> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      lib: { entry: path.resolve(import.meta.dirname, 'video-page.ts'), formats: ['iife'], name: 'video' },
    },
  })
  const files = (Array.isArray(built) ? built : [built]).flatMap((each) => ('output' in each ? each.output : []))
  const script = files.flatMap((file) => (file.type === 'chunk' ? file.code : [])).join('')
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
  const page = await browser.newPage()
  await page.route(`${origin}/**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="en"><title>Video</title></html>' }),
  )
  await page.goto(`${origin}/`)
  await page.addScriptTag({ content: script })
  return { browser, page }
}
