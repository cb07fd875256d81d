import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { findChromium } from './find-chromium'

/** A Chromium of our own, with a profile that goes with it. */
export interface LaunchedChromium {
  readonly browser: Browser
  /** Where a test connects to the same browser. */
  readonly endpoint: string
  close(): Promise<void>
}

/** How Chromium is shown: with no window, or with one on `DISPLAY`. */
export interface ChromiumOptions {
  readonly hasWindow: boolean
  readonly width: number
  readonly height: number
  /** Switches besides those that every test has. */
  readonly switches?: readonly string[]
}

const quietSwitches = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
  '--password-store=basic',
  // The browser never has a reason to look up a name: the pages come from the application or from 127.0.0.1.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
]

/**
 * Runs a command until it ends or standard input does, which it does with whoever holds it: then the whole process group
 * is killed, so that a test run that was killed leaves no browser behind.
 */
const endWithParent = 'exec 3<&0; "$@" & p=$!; { cat <&3 >/dev/null; kill -9 0; } & wait $p; kill -9 0'

/** Starts Chromium with an empty page and connects to it. */
export async function launchChromium({
  hasWindow,
  width,
  height,
  switches = [],
}: ChromiumOptions): Promise<LaunchedChromium> {
  const profile = mkdtempSync(join(tmpdir(), 'hopscope-chromium-'))
  const child = spawn(
    'sh',
    [
      ...['-c', endWithParent, 'sh', findChromium(), ...quietSwitches, ...switches],
      // Chromium refuses to run its sandbox as root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(hasWindow ? ['--app=data:text/html,', '--test-type'] : ['--headless', 'about:blank']),
      `--user-data-dir=${profile}`,
      `--window-size=${width},${height}`,
      '--remote-debugging-port=0',
    ],
    // A group of its own, so that all its processes can be ended together.
    { stdio: ['pipe', 'ignore', 'pipe'], detached: true },
  )
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const endpoint = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stderr.setEncoding('utf8')
    child.stderr.on('data', (chunk: string) => {
      text = (text + chunk).slice(-65_536)
      const match = /DevTools listening on (ws:\/\/\S+)/.exec(text)
      if (match !== null) resolve(match[1]!)
    })
    child.once('error', reject)
    void exited.then(() => reject(new Error(`Chromium did not start:\n${text}`)))
  })
  const browser = await chromium.connectOverCDP(endpoint)
  return {
    browser,
    endpoint,
    async close() {
      // Asked first, then told: the profile may be removed only after the last of its processes.
      const session = await browser.newBrowserCDPSession().catch(() => null)
      await session?.send('Browser.close').catch(() => undefined)
      const timer = setTimeout(() => endGroup(child.pid), 5000)
      await exited
      clearTimeout(timer)
      endGroup(child.pid)
      await browser.close().catch(() => undefined)
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
    },
  }
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nothing of the group is left.
  }
}
