import type { App, Session, WebContents } from 'electron'
import { isScreenUrl, screenUrl } from './screen-protocol'

/**
 * Denies every page what the screen does not need: other pages, new windows, webviews, and all permissions but two of the
 * screen's own page: to write text to the clipboard, as its copy buttons do, and to hear the microphone for a lesson.
 */
export function confineContents(app: Pick<App, 'on'>, session: Session): void {
  app.on('web-contents-created', (_event, contents) => {
    confineNavigation(contents)
  })
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    callback(details.isMainFrame && isAllowed(permission, details.requestingUrl, media))
  })
  session.setPermissionCheckHandler((_contents, permission, origin, { isMainFrame, mediaType }) => {
    return isMainFrame && isAllowed(permission, `${origin}/`, mediaType === undefined ? [] : [mediaType])
  })
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

function isAllowed(permission: string, url: string, media: readonly string[]): boolean {
  if (!isScreenUrl(url)) return false
  if (permission === 'media') return media.length > 0 && media.every((type) => type === 'audio')
  return permission === 'clipboard-sanitized-write'
}
