import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startProcess } from '../e2e/start-process'
import type { StartedProcess } from '../e2e/start-process'

function startFixture(environment: Record<string, string>): StartedProcess {
  const variables = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...environment }
  return startProcess(['--import', 'tsx', 'test/electron/run.ts', 'test/electron/fixture'], variables)
}

interface Bridge {
  readonly version: number
  readonly refused: string
  readonly nested: { twice(value: number): number }
  fail(): void
  fill(bytes: Uint8Array): Uint8Array
  seesPage(): boolean
  onEchoed(listener: (...values: unknown[]) => void): void
  echo(...values: unknown[]): void
}

declare global {
  interface Window {
    readonly bridge: Bridge
  }
}

describe('the stand-in for Electron', () => {
  let app: StartedProcess
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    app = startFixture({ HOPSCOPE_STAND_IN_SAVE_PATH: '/tmp/chosen.pcapng' })
    const { endpoint } = await app.orEnd(
      new Promise<{ endpoint: string }>((resolve) => app.child.once('message', resolve as () => void)),
    )
    browser = await chromium.connectOverCDP(endpoint)
    page = browser.contexts()[0]!.pages()[0]!
  })
  afterAll(async () => {
    app.child.kill('SIGTERM')
    await app.exited
    await browser.close()
  })

  it("knows the application's version and answers its dialog", async () => {
    await app.waitForOutput(/\["1\.2\.3",\{"canceled":false,"filePath":"\/tmp\/chosen\.pcapng"\}\]/)
  })

  it("runs the preload before the page's scripts, in a world of its own, with electron only", async () => {
    const seen = await page.evaluate(() => ({
      atStart: (window as { hadBridgeAtStart?: boolean }).hadBridgeAtStart,
      leaks: ['onlyInPreload', 'require', 'sendToMain', 'deliverToPreload'].filter((name) => name in window),
      seesPage: window.bridge.seesPage(),
      refused: window.bridge.refused,
    }))
    expect(seen).toMatchObject({ atStart: true, leaks: [], seesPage: false })
    expect(seen.refused).toMatch(/node:fs/)
  })

  it('copies values between the worlds and calls across them', async () => {
    const seen = await page.evaluate(() => {
      const bytes = Uint8Array.of(1, 2, 3)
      const filled = window.bridge.fill(bytes)
      let failed = ''
      try {
        window.bridge.fail()
      } catch (error) {
        failed = String(error)
      }
      return {
        version: window.bridge.version,
        twice: window.bridge.nested.twice(21),
        own: [...bytes],
        filled: [...filled],
        failed,
        isFrozen: Object.isFrozen(window.bridge),
      }
    })
    expect(seen).toEqual({
      version: 1,
      twice: 42,
      own: [1, 2, 3],
      filled: [9, 9, 9],
      failed: expect.stringContaining('as told') as string,
      isFrozen: true,
    })
  })

  it('carries clones over IPC both ways, in order, and names who sent them', async () => {
    const echoed = await page.evaluate(
      () =>
        new Promise<unknown[]>((resolve) => {
          const all: unknown[] = []
          window.bridge.onEchoed((bytes, rest) => {
            all.push([...(bytes as Uint8Array)], rest)
            if (all.length === 4) resolve(all)
          })
          window.bridge.echo(Uint8Array.of(0, 255, 128), { text: '名前', list: [1, null] })
          window.bridge.echo(new Uint8Array(100_000).fill(7).subarray(99_998), 2)
        }),
    )
    expect(echoed).toEqual([[0, 255, 128], { text: '名前', list: [1, null] }, [7, 7], 2])
    await app.waitForOutput(/\["ipc","fixture:\/\/page\/page\.html",null,true\]/)
  })

  it('asks the permission handler and does what it says', async () => {
    const states = await page.evaluate(async () => [
      (await navigator.permissions.query({ name: 'geolocation' })).state,
      (await navigator.permissions.query({ name: 'notifications' })).state,
    ])
    expect(states).toEqual(['granted', 'denied'])
  })

  it('asks before a navigation and about a window', async () => {
    await page.evaluate(() => {
      window.open('https://elsewhere.invalid/popup')
      window.location.href = 'https://elsewhere.invalid/away'
    })
    await app.waitForOutput(/\["navigate","https:\/\/elsewhere\.invalid\/away",true\]/)
    await app.waitForOutput(/\["open",true\]/)
    await expect.poll(() => browser.contexts()[0]!.pages().length).toBe(1)
    expect(await page.title()).toBe('fixture')
  })

  it('quits in the order of Electron, and waits when it is told to', async () => {
    await page.close()
    const [line] = await app.waitForOutput(/\["window-all-closed".*\]/)
    expect(JSON.parse(line)).toEqual(['window-all-closed', 'before-quit', 'will-quit', 'will-quit', 'quit'])
    expect(await app.exited).toBe(0)
  })
})

it('opens a real window on a display when it is asked to', async () => {
  const display = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x800x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const number = await new Promise<string>((resolve, reject) => {
    display.once('error', reject)
    ;(display.stdio[3] as Readable).once('data', (data: Buffer) => resolve(data.toString().trim()))
  })
  const app = startFixture({ DISPLAY: `:${number}`, HOPSCOPE_STAND_IN_WINDOW: '1' })
  try {
    const { endpoint } = await app.orEnd(
      new Promise<{ endpoint: string }>((resolve) => app.child.once('message', resolve as () => void)),
    )
    const browser = await chromium.connectOverCDP(endpoint)
    const session = await browser.newBrowserCDPSession()
    // A browser without a window names itself HeadlessChrome.
    expect((await session.send('Browser.getVersion')).userAgent).not.toContain('Headless')
    const size = await browser
      .contexts()[0]!
      .pages()[0]!
      .evaluate(() => [window.innerWidth, window.innerHeight])
    expect(size).toEqual([640, 480])
    await browser.contexts()[0]!.pages()[0]!.close()
    expect(await app.exited).toBe(0)
    await browser.close()
  } finally {
    app.child.kill('SIGTERM')
    display.kill()
  }
})

describe('what the stand-in lacks', () => {
  it.each([
    ['a module that is missing', /does not implement electron\.shell/],
    ['a member that is missing', /does not implement electron\.app\.setBadgeCount/],
    ['a window without sandbox', /does not implement electron\.BrowserWindow with webPreferences\.sandbox/],
    ['a URL without handler', /only URLs whose scheme has a handler/],
    ['a scheme that was not registered', /was not registered/],
    ['a path that is missing', /does not implement electron\.app\.getPath\('music'\)/],
  ])('%s throws', async (attempt, message) => {
    const app = startFixture({ TRY: attempt })
    await app.waitForOutput(message)
    expect(await app.exited).toBe(3)
  })
})
