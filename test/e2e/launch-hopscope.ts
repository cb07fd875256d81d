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
}

/** Starts Hopscope in the desktop window or in a browser and waits for its page. */
export async function launchHopscope({ host, environment = {}, switches }: LaunchOptions): Promise<RunningHopscope> {
  const mark = `${process.pid}-${Math.random().toString(36).slice(2)}`
  const variables = definedOnly({ ...process.env, ...environment, HOPSCOPE_E2E: mark })
  if (host === 'browser') return launchBrowser(mark, variables, switches)
  const electron = findElectron()
  return electron === null ? launchStandIn(mark, variables) : launchElectron(electron, mark, variables)
}

function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  )
}
