import path from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { build } from 'vite'

/** The gallery's page in a Chromium without a GPU; close the browser when done. */
export async function openGallery(): Promise<{ readonly browser: Browser; readonly page: Page }> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: path.resolve(import.meta.dirname, 'page.ts'), formats: ['iife'], name: 'gallery' },
    },
  })
  const output = Array.isArray(built) ? built[0] : built
  if (output === undefined || !('output' in output)) throw new Error('The gallery page was not built.')
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
  const page = await browser.newPage()
  await page.setContent('<!doctype html><body style="margin:0"></body>')
  await page.addScriptTag({ content: output.output[0].code })
  return { browser, page }
}
