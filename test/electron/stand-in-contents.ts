import { EventEmitter } from 'node:events'
import type { CDPSession, Frame, Page, Route } from 'playwright-core'
import type { IpcMainEvent, WebContents, WebFrameMain } from 'electron'
import type { CustomProtocols } from './custom-protocols'
import { decodeIpcArguments, encodeIpcArguments } from './ipc-codec'
import { installPreload } from './page-bridge'
import { preventableEvent } from './preventable-event'
import { onlyImplemented, unimplemented } from './unimplemented'

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0]

/** The frame that asks, null when it is not one of the page. */
function frameOfPage(route: Route, page: Page): Frame | null {
  try {
    const frame = route.request().frame()
    return frame.page() === page ? frame : null
  } catch {
    // A window that is only just opening has no frame yet.
    return null
  }
}

/** What a page needs of the rest of the stand-in. */
export interface ContentsHost {
  readonly protocols: CustomProtocols
  /** `ipcMain`'s listeners. */
  emitIpc(channel: string, event: IpcMainEvent, values: readonly unknown[]): void
}

/** Electron's `webContents` over a page of Chromium. */
export class StandInContents extends EventEmitter implements Pick<WebContents, 'send' | 'isDestroyed' | 'loadURL'> {
  /** Itself, as the application sees it: touching what is missing throws. */
  readonly guarded = onlyImplemented('WebContents', this)
  private page: Page | null = null
  private deliver: (channel: string, values: string) => void = () => undefined
  private openHandler: OpenHandler = () => ({ action: 'allow' })
  private destroyed = false
  /** The navigation that the application itself asked for, which no event announces. */
  private ownNavigation: string | null = null
  private readonly frames = new Map<string, { readonly url: string; readonly parent: string | null }>()

  constructor(private readonly host: ContentsHost) {
    super()
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler
  }

  isDestroyed(): boolean {
    return this.destroyed
  }

  send(channel: string, ...values: unknown[]): void {
    this.deliver(channel, encodeIpcArguments(values))
  }

  async loadURL(url: string): Promise<void> {
    if (this.page === null) throw new Error('The window has no page yet.')
    const target = this.host.protocols.toChromium(url)
    this.ownNavigation = target
    await this.page.goto(target)
  }

  /** Takes over Chromium's page: its requests, navigations, new windows and end. */
  async attach(page: Page, session: CDPSession, preload: string): Promise<void> {
    this.page = page
    session.on('Page.frameNavigated', ({ frame }) => {
      this.frames.set(frame.id, { url: this.host.protocols.fromChromium(frame.url), parent: frame.parentId ?? null })
      if (frame.parentId === undefined) this.emit('did-navigate', preventableEvent({}), frame.url, 200, 'OK')
    })
    await page.context().route('**/*', async (route) => {
      // A window that the page opened gets nothing: it is judged and closed. Its requests may end before the answer.
      if (frameOfPage(route, page) === null) await route.abort('blockedbyclient').catch(() => undefined)
      else await this.answer(route)
    })
    const bridge = await installPreload(session, preload, ({ channel, values, frameId }) => {
      const event = { sender: this.guarded, senderFrame: this.frameOf(frameId) } as unknown as IpcMainEvent
      this.host.emitIpc(channel, event, decodeIpcArguments(values))
    })
    this.deliver = (channel, values) => bridge.deliver(channel, values)
    page.context().on('page', (opened) => {
      if (opened !== page) void this.judgeWindow(opened)
    })
    page.on('crash', () => this.emit('render-process-gone', preventableEvent({}), { reason: 'crashed', exitCode: 1 }))
    page.on('close', () => this.destroy())
  }

  destroy(): void {
    if (this.destroyed) return
    this.destroyed = true
    this.deliver = () => undefined
    this.emit('destroyed')
  }

  private frameOf(frameId: string): Pick<WebFrameMain, 'url'> | null {
    const frame = this.frames.get(frameId)
    if (frame === undefined) return null
    const parent = frame.parent === null ? null : this.frameOf(frame.parent)
    return onlyImplemented('WebFrameMain', { url: frame.url, parent })
  }

  private async answer(route: Route): Promise<void> {
    const request = route.request()
    if (request.isNavigationRequest() && !this.mayNavigate(request.url(), request.frame().parentFrame() === null)) {
      // "No content" leaves the page as it is, as a prevented navigation does.
      await route.fulfill({ status: 204 })
      return
    }
    const response = await this.host.protocols.answer(request.url(), request.method())
    if (response === null) {
      await route.abort('blockedbyclient')
      return
    }
    const body = Buffer.from(await response.arrayBuffer())
    await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body })
  }

  private mayNavigate(url: string, isMainFrame: boolean): boolean {
    if (isMainFrame && url === this.ownNavigation) {
      this.ownNavigation = null
      return true
    }
    const details = preventableEvent({ url: this.host.protocols.fromChromium(url), isMainFrame, isSameDocument: false })
    this.emit('will-frame-navigate', details)
    if (!details.defaultPrevented && isMainFrame) this.emit('will-navigate', details, details.url)
    return !details.defaultPrevented
  }

  /** Electron asks before there is a window, the stand-in only after: it closes what was denied. */
  private async judgeWindow(opened: Page): Promise<void> {
    const url = this.host.protocols.fromChromium(opened.url())
    const judge = this.openHandler
    const { action } = judge({ url, frameName: '', features: '', disposition: 'new-window' } as never)
    if (action !== 'deny') throw unimplemented('WebContents.setWindowOpenHandler with an action other than deny')
    await opened.close()
  }
}
