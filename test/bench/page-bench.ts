import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runHopscope } from '../cli/run-hopscope'
import { launchChromium } from '../electron/launch-chromium'
import { median, type Measure } from './measure'

const runs = 5
const course = 'resources/lessons'

/**
 * Lessons of the course as HTML pages: how large, and how long from opening one from disk, in a new profile, until its map is
 * drawn and its clock runs.
 */
export async function pageBench(log: (line: string) => void): Promise<readonly Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-page-bench-'))
  try {
    const pages: string[] = []
    for (const name of readdirSync(course).filter((each) => each.endsWith('.hopscope'))) {
      const page = join(folder, `${name}.html`)
      const args = ['lesson', 'export', '--to', 'html', '--output', page, join(course, name)]
      const { exitCode, stderr } = await runHopscope(args)
      if (exitCode !== 0) throw new Error(stderr)
      pages.push(page)
    }
    const largest = Math.max(...pages.map((page) => statSync(page).size))
    const openings: number[] = []
    for (let run = 0; run < runs; run++) openings.push(await measureOpening(pages[run % pages.length]!))
    log(`plays after ${openings.map((time) => time.toFixed(0)).join(', ')} ms`)
    const unit = { isMoreBetter: false }
    return [
      { name: 'largest HTML page of the course', value: largest / 1e6, unit: 'MB', target: 1.5, ...unit },
      {
        name: 'open a lesson’s HTML page until it plays',
        value: median(openings),
        unit: 'ms',
        target: 1000,
        ...unit,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureOpening(path: string): Promise<number> {
  const chromium = await launchChromium({ hasWindow: false, width: 1280, height: 800 })
  try {
    const page = chromium.browser.contexts()[0]!.pages()[0]!
    await page.context().setOffline(true)
    await page.setViewportSize({ width: 1280, height: 800 })
    // tsx names inner functions through a helper that the page does not have.
    await page.addInitScript('window.__name = (inner) => inner')
    await page.addInitScript(watch)
    await page.goto(pathToFileURL(path).href)
    const handle = await page.waitForFunction(() => window.playsAt, undefined, { timeout: 60_000, polling: 50 })
    return (await handle.jsonValue())!
  } finally {
    await chromium.close()
  }
}

declare global {
  interface Window {
    /** Milliseconds from the navigation's start to the first frame in which the lesson runs on a map that is drawn. */
    playsAt: number | undefined
  }
}

/** Runs in the page, before its own code. */
function watch(): void {
  const look = (): void => {
    const thumb = document.querySelector<HTMLElement>('.lesson-thumb')
    const isDrawn = document.querySelector('.map-region svg text') !== null
    if (isDrawn && parseFloat(thumb?.style.left ?? '0') > 0) window.playsAt = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
