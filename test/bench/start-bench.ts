import { launchChromium } from '../electron/launch-chromium'
import { startProcess } from '../e2e/start-process'
import { median, type Measure } from './measure'
import { movedAt, watchForMovement } from './watch-for-movement'

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
    await watchForMovement(page)
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
