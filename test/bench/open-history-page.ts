import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'

/** The whole screen on a scripted tracer that shows as many exchanges as `feed` gives it. */
export async function openHistoryPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  // A page with an origin, which localStorage needs; nothing is asked of the network.
  await page.route('http://127.0.0.1/', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }))
  await page.goto('http://127.0.0.1/')
  for (const part of await buildPage()) {
    if (part.isStyle) await page.addStyleTag({ content: part.text })
    else await page.addScriptTag({ content: part.text })
  }
  return page
}

/** Shows exchanges `from` to `to`, the latter left out. */
export function feed(page: Page, from: number, to: number): Promise<void> {
  return page.evaluate(([first, last]) => globalThis.feedExchanges(first, last), [from, to] as const)
}

interface Part {
  readonly isStyle: boolean
  readonly text: string
}

async function buildPage(): Promise<readonly Part[]> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, 'history-page.ts'), formats: ['iife'], name: 'history' },
    },
  })
  const output = Array.isArray(built) ? built[0] : built
  if (output === undefined || !('output' in output)) throw new Error('The page was not built.')
  return output.output.map((file) =>
    file.type === 'chunk' ? { isStyle: false, text: file.code } : { isStyle: true, text: String(file.source) },
  )
}
