import { chromium } from 'playwright-core'
import type { RunningHopscope } from './running-hopscope'
import { root, startProcess } from './start-process'

/** Opens the desktop window on the stand-in for Electron. */
export async function launchStandIn(mark: string, environment: Record<string, string>): Promise<RunningHopscope> {
  const standIn = startProcess(['--import', 'tsx', 'test/electron/run.ts', root], environment)
  const { endpoint, url } = await standIn.orEnd(
    new Promise<{ endpoint: string; url: string }>((resolve) => standIn.child.once('message', resolve as () => void)),
  )
  const browser = await chromium.connectOverCDP(endpoint)
  const page = browser
    .contexts()[0]
    ?.pages()
    .find((each) => each.url().startsWith(url))
  if (page === undefined) throw new Error(`The stand-in has no page at ${url}.`)
  return {
    page,
    pid: standIn.pid,
    mark,
    async close() {
      await page.close()
      const code = await standIn.exited
      await browser.close()
      return code
    },
    async kill() {
      standIn.child.kill('SIGKILL')
      await standIn.exited
      // Its browser ends with it, as Electron's window does.
      await browser.close()
    },
  }
}
