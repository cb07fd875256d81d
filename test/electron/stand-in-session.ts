import type { CDPSession } from 'playwright-core'
import type { Session } from 'electron'
import type { CustomProtocols } from './custom-protocols'

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>

/** Electron's name of each permission that the stand-in asks about, and the browser's own. */
const permissions = [
  ['geolocation', { name: 'geolocation' }],
  ['notifications', { name: 'notifications' }],
  ['media', { name: 'camera' }],
  ['media', { name: 'microphone' }],
  ['midiSysex', { name: 'midi', sysex: true }],
  ['clipboard-read', { name: 'clipboard-read' }],
  ['clipboard-sanitized-write', { name: 'clipboard-write' }],
] as const

/**
 * Electron's default session: its permission handlers answer once for the page's origin and the browser is set
 * accordingly. Without a handler Electron grants; so does this.
 */
export class StandInSession implements Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
> {
  private requestHandler: RequestHandler | null = null
  private checkHandler: CheckHandler | null = null

  constructor(readonly protocol: CustomProtocols) {}

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.requestHandler = handler
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.checkHandler = handler
  }

  setDevicePermissionHandler(): void {
    // Chromium without a window grants no device, whatever the handler says.
  }

  /** Makes the browser grant and deny what the handlers say for a page of the application. */
  async apply(browser: CDPSession, url: string, contents: unknown): Promise<void> {
    const origin = new URL(this.protocol.toChromium(url)).origin
    for (const [name, permission] of permissions) {
      const media = permission.name === 'microphone' ? 'audio' : 'video'
      const setting = (await this.isGranted(name, media, url, contents)) ? 'granted' : 'denied'
      await browser.send('Browser.setPermission', { origin, permission, setting })
    }
  }

  private async isGranted(
    name: (typeof permissions)[number][0],
    media: 'audio' | 'video',
    url: string,
    contents: unknown,
  ): Promise<boolean> {
    const origin = /^[a-z]+:\/\/[^/]+/.exec(url)?.[0] ?? ''
    const frame = { isMainFrame: true, requestingUrl: url }
    const isMedia = name === 'media'
    const details = { ...frame, ...(isMedia ? { mediaTypes: [media] } : {}) } as Parameters<RequestHandler>[3]
    const checked = { ...frame, ...(isMedia ? { mediaType: media } : {}) }
    const check = this.checkHandler?.(contents as never, name, origin, checked) ?? true
    const { requestHandler } = this
    if (requestHandler === null || !check) return check
    return new Promise((resolve) => requestHandler(contents as never, name, resolve, details))
  }
}
