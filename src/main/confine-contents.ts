import type { App, Session, WebContents } from 'electron'
import { isScreenUrl, screenUrl } from './screen-protocol'

/**
 * Denies every page what the screen does not need: other pages, new windows, webviews, and all permissions but writing
 * text to the clipboard, which its copy buttons do.
 */
export function confineContents(app: Pick<App, 'on'>, session: Session): void {
  app.on('web-contents-created', (_event, contents) => {
    confineNavigation(contents)
  })
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(isAllowed(permission, details.requestingUrl))
  })
  session.setPermissionCheckHandler((_contents, permission, origin) => isAllowed(permission, `${origin}/`))
  session.setDevicePermissionHandler(() => false)
}

function confineNavigation(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-frame-navigate', (details) => {
    // Loading the screen anew is the one navigation that is no way out.
    if (details.url !== screenUrl || !details.isMainFrame) details.preventDefault()
  })
  contents.on('will-redirect', (details) => {
    details.preventDefault()
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
}

function isAllowed(permission: string, url: string): boolean {
  return permission === 'clipboard-sanitized-write' && isScreenUrl(url)
}
