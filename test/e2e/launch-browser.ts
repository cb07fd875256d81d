import { launchChromium } from '../electron/launch-chromium'
import type { RunningHopscope } from './running-hopscope'
import { startProcess } from './start-process'

/** Serves the screen with `hopscope serve` and opens it in Chromium. */
export async function launchBrowser(
  mark: string,
  environment: Record<string, string>,
  switches: readonly string[] = [],
): Promise<RunningHopscope> {
  const server = startProcess(['scripts/hopscope.mjs', 'serve', '--port', '0'], environment)
  const [url] = await server.waitForOutput(/http:\/\/127\.0\.0\.1:\d+\/#token=\S+/)
  const chromium = await launchChromium({ hasWindow: false, width: 1600, height: 1000, switches })
  const page = chromium.browser.contexts()[0]?.pages()[0]
  if (page === undefined) throw new Error('Chromium has no page.')
  await page.setViewportSize({ width: 1600, height: 1000 })
  await page.goto(url)
  return {
    page,
    pid: server.pid,
    mark,
    async close() {
      await chromium.close()
      server.child.kill('SIGINT')
      return server.exited
    },
    async kill() {
      server.child.kill('SIGKILL')
      await server.exited
      await chromium.close()
    },
  }
}
