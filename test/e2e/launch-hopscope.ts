import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { findElectron } from './find-electron'
import { launchBrowser } from './launch-browser'
import { launchElectron } from './launch-electron'
import { launchStandIn } from './launch-stand-in'
import type { RunningHopscope } from './running-hopscope'

/** Where the screen is shown. */
export type Host = 'desktop' | 'browser'

/** How to start Hopscope. */
export interface LaunchOptions {
  readonly host: Host
  /** Variables beside the test's own, such as a lab's. */
  readonly environment?: Readonly<Record<string, string>>
  /** Switches for the browser, where it is one. */
  readonly switches?: readonly string[]
  /** Home stays open, as it does for a new user; else it is closed for good. */
  readonly staysHome?: boolean
}

/** Starts Hopscope in the desktop window or in a browser and waits for its page. */
export async function launchHopscope({
  host,
  environment = {},
  switches,
  staysHome = false,
}: LaunchOptions): Promise<RunningHopscope> {
  const mark = `${process.pid}-${Math.random().toString(36).slice(2)}`
  // A test finds none of the lessons of whoever runs it.
  const data = join(tmpdir(), `hopscope-data-${mark}`)
  const variables = definedOnly({ ...process.env, HOPSCOPE_DATA: data, ...environment, HOPSCOPE_E2E: mark })
  const hopscope = await launch(host, mark, variables, switches)
  if (!staysHome) await leaveHome(hopscope.page)
  return hopscope
}

function launch(
  host: Host,
  mark: string,
  variables: Record<string, string>,
  switches: readonly string[] | undefined,
): Promise<RunningHopscope> {
  if (host === 'browser') return launchBrowser(mark, variables, switches)
  const electron = findElectron()
  return electron === null ? launchStandIn(mark, variables) : launchElectron(electron, mark, variables)
}

/** As somebody does who knows Hopscope: it does not come again when the page is loaded anew. */
async function leaveHome(page: Page): Promise<void> {
  const home = page.locator('.home')
  await home.locator('.home-at-start input').uncheck({ timeout: 60_000 })
  await page.keyboard.press('Escape')
  await home.waitFor({ state: 'detached' })
}

function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  )
}
