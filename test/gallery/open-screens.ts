import path from 'node:path'
import react from '@vitejs/plugin-react'
import { chromium, type BrowserContextOptions, type Page } from 'playwright-core'
import { build } from 'vite'
import type { screenStates } from './screen-states'

/** How a screen of the gallery is opened. */
export interface ScreenOptions {
  readonly state?: keyof typeof screenStates
  readonly language?: 'en' | 'ja'
  readonly theme?: 'system' | 'dark' | 'light' | 'projector'
  readonly size?: { readonly width: number; readonly height: number }
  readonly context?: BrowserContextOptions
}

/** The whole screen on a scripted tracer, in Chromium without a GPU; no server listens. */
export interface Screens {
  open(options?: ScreenOptions): Promise<Page>
  close(): Promise<void>
}

/** Never asked for: the browser gets what stands there from memory. */
const origin = 'http://screen.hopscope.invalid'

/** Builds the gallery's screen and starts a browser for it. */
export async function openScreens(): Promise<Screens> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    assetsInclude: ['**/*.pcapng', '**/*.hopscope'],
    // A test runner's NODE_ENV would compile JSX for a React that is not bundled.
    oxc: { jsx: { development: false } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      cssCodeSplit: false,
      lib: { entry: path.resolve(import.meta.dirname, 'screen-page.ts'), formats: ['iife'], name: 'screen' },
    },
  })
  const files = (Array.isArray(built) ? built : [built]).flatMap((each) => ('output' in each ? each.output : []))
  const script = files.flatMap((file) => (file.type === 'chunk' ? file.code : [])).join('')
  const style = files
    .flatMap((file) => (file.fileName.endsWith('.css') && 'source' in file ? file.source : []))
    .join('')
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Hopscope</title><link rel="stylesheet" href="/style.css"></head><body><div id="root"></div><script src="/script.js"></script></body></html>`
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
  return {
    async open({ state = 'recording', language = 'en', theme = 'dark', size, context: given = {} } = {}) {
      const context = await browser.newContext({ viewport: size ?? { width: 1280, height: 720 }, ...given })
      await context.route(`${origin}/**`, (route) => {
        const { pathname } = new URL(route.request().url())
        if (pathname === '/script.js') return route.fulfill({ contentType: 'text/javascript', body: script })
        if (pathname === '/style.css') return route.fulfill({ contentType: 'text/css', body: style })
        return route.fulfill({ contentType: 'text/html', body: html })
      })
      const page = await context.newPage()
      page.setDefaultTimeout(20_000)
      await page.addInitScript(
        (preferences) => {
          if (localStorage.getItem('hopscope.preferences') === null) {
            localStorage.setItem('hopscope.preferences', preferences)
          }
        },
        JSON.stringify({ language, theme, opensHome: state.startsWith('home') }),
      )
      await page.goto(`${origin}/?state=${state}`)
      await page.locator('.status-bar').waitFor()
      return page
    },
    close: () => browser.close(),
  }
}
