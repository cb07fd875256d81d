import type { Page } from 'playwright-core'
import { launchChromium } from '../electron/launch-chromium'
import { startProcess } from '../e2e/start-process'
import { median, type Measure } from './measure'

const runs = 5

/**
 * From the opening of the served screen to the first frame in which a packet of the built-in recording has moved, in a new
 * Chromium profile each time and from a server that has just started: nothing is cached.
 */
export async function startBench(log: (line: string) => void): Promise<readonly Measure[]> {
  const openings: number[] = []
  const launches: number[] = []
  for (let run = 0; run < runs; run++) {
    const { opening, launch } = await measureStart()
    log(`screen ${opening.toFixed(0)} ms, with the start of its server ${launch.toFixed(0)} ms`)
    openings.push(opening)
    launches.push(launch)
  }
  const unit = { unit: 'ms', isMoreBetter: false }
  return [
    { name: 'open the screen to the first moving packet', value: median(openings), target: 1500, ...unit },
    { name: 'start and open to the first moving packet', value: median(launches), target: null, ...unit },
  ]
}

async function measureStart(): Promise<{ readonly opening: number; readonly launch: number }> {
  const chromium = await launchChromium({ hasWindow: false, width: 1280, height: 800 })
  try {
    const page = chromium.browser.contexts()[0]!.pages()[0]!
    await page.setViewportSize({ width: 1280, height: 800 })
    // tsx names inner functions through a helper that the page does not have.
    await page.addInitScript('window.__name = (inner) => inner')
    await page.addInitScript(watchForMovement)
    // Home stands still; a recording moves, as it does for whoever has told Home not to come at the start.
    await page.addInitScript(() => localStorage.setItem('hopscope.preferences', JSON.stringify({ opensHome: false })))
    const started = performance.now()
    const server = startProcess(['scripts/hopscope.mjs', 'serve', '--port', '0'], {
      ...(process.env as Record<string, string>),
      HOPSCOPE_HOST: 'linux',
      DOCKER_HOST: 'unix:///nowhere/docker.sock',
    })
    try {
      const [url] = await server.waitForOutput(/http:\/\/127\.0\.0\.1:\d+\/#token=\S+/)
      const ready = performance.now()
      await page.goto(url)
      const opening = await movedAt(page)
      return { opening, launch: ready - started + opening }
    } finally {
      server.child.kill('SIGINT')
      await server.exited
    }
  } finally {
    await chromium.close()
  }
}

declare global {
  interface Window {
    /** Milliseconds from the navigation's start to the first frame that shows packets elsewhere than the one before. */
    movedAt: number | undefined
  }
}

async function movedAt(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => window.movedAt, undefined, { timeout: 60_000, polling: 50 })
  return (await handle.jsonValue())!
}

/** Runs in the page, before its own code. Looks at a small copy of the canvas, which costs little. */
function watchForMovement(): void {
  const small = document.createElement('canvas')
  small.width = 320
  small.height = 160
  const context = small.getContext('2d', { willReadFrequently: true })!
  let before: string | null = null
  const look = (): void => {
    const canvas = document.querySelector<HTMLCanvasElement>('canvas.token-canvas')
    if (canvas !== null && canvas.width > 0) {
      context.clearRect(0, 0, small.width, small.height)
      context.drawImage(canvas, 0, 0, small.width, small.height)
      const pixels = context.getImageData(0, 0, small.width, small.height).data
      const picture = pixels.some((value) => value !== 0) ? pixels.join() : null
      if (before !== null && picture !== null && picture !== before) {
        window.movedAt = performance.now()
        return
      }
      before = picture
    }
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
