import { EventEmitter } from 'node:events'
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron'
import { launchChromium } from './launch-chromium'
import type { LaunchedChromium } from './launch-chromium'
import type { StandInApp } from './stand-in-app'
import { StandInContents } from './stand-in-contents'
import type { ContentsHost } from './stand-in-contents'
import type { StandInSession } from './stand-in-session'
import { unimplemented } from './unimplemented'

/** What windows share. */
export interface WindowHost extends ContentsHost {
  readonly app: StandInApp
  readonly session: StandInSession
}

/** The web preferences that Chromium's page really has here; a window that asks for others is refused. */
const required = { contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true } as const

/** Electron's `BrowserWindow`: one, shown by a Chromium of its own. */
export class StandInWindow
  extends EventEmitter
  implements Pick<BrowserWindow, 'loadURL' | 'show' | 'close' | 'isDestroyed'>
{
  readonly webContents: StandInContents
  private chromium: LaunchedChromium | null = null
  private readonly opened: Promise<void>

  constructor(
    private readonly host: WindowHost,
    private readonly options: BrowserWindowConstructorOptions,
  ) {
    super()
    if (host.app.windows.size > 0) throw unimplemented('BrowserWindow for a second window')
    for (const [name, value] of Object.entries(required)) {
      if (options.webPreferences?.[name as keyof typeof required] === value) continue
      throw unimplemented(`BrowserWindow with webPreferences.${name} other than ${value}`)
    }
    host.app.addWindow(this)
    this.webContents = new StandInContents(host)
    host.app.emit('web-contents-created', {}, this.webContents.guarded)
    this.opened = this.open()
    this.opened.catch(() => undefined)
  }

  show(): void {
    this.emit('show')
  }

  isDestroyed(): boolean {
    return this.webContents.isDestroyed()
  }

  async loadURL(url: string): Promise<void> {
    await this.opened
    if (this.chromium === null) throw new Error('The window was closed before it opened.')
    const browser = await this.chromium.browser.newBrowserCDPSession()
    await this.host.session.apply(browser, url, this.webContents)
    await this.webContents.loadURL(url)
    this.emit('ready-to-show')
    // Whoever started the stand-in with an IPC channel is told where to find the page.
    process.send?.({ endpoint: this.chromium.endpoint, url: this.host.protocols.toChromium(url) })
  }

  close(): void {
    void this.opened.catch(() => undefined).then(() => this.finish())
  }

  private async open(): Promise<void> {
    const { width = 800, height = 600, webPreferences } = this.options
    const hasWindow = process.env['HOPSCOPE_STAND_IN_WINDOW'] === '1'
    const chromium = await launchChromium({ hasWindow, width, height })
    this.chromium = chromium
    this.host.app.beforeExit(() => chromium.close())
    const page = chromium.browser.contexts()[0]?.pages()[0]
    if (page === undefined || webPreferences?.preload === undefined)
      throw unimplemented('BrowserWindow with no preload')
    if (!hasWindow) await page.setViewportSize({ width, height })
    const session = await page.context().newCDPSession(page)
    await this.webContents.attach(page, session, webPreferences.preload)
    page.on('close', () => void this.finish())
    chromium.browser.on('disconnected', () => void this.finish())
  }

  private async finish(): Promise<void> {
    if (!this.host.app.windows.has(this)) return
    this.webContents.destroy()
    this.emit('closed')
    this.host.app.removeWindow(this)
  }
}
