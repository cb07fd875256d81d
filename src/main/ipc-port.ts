import type { IpcMain, IpcMainEvent, WebContents } from 'electron'
import { electronChannels } from '../contract/electron-bridge'
import type { FramePort } from '../contract/frame-port'

/** What listening to the screens needs. */
export interface ScreenListener {
  readonly ipcMain: Pick<IpcMain, 'on'>
  /** Whether the frame that sent a message may speak to the tracer. */
  isTrusted(event: Pick<IpcMainEvent, 'senderFrame'>): boolean
  /** Called with a port for every page that begins to speak. */
  serve(port: FramePort): void
}

interface Screen {
  onFrame: (frame: Uint8Array) => void
  onClose: () => void
  isClosed: boolean
}

/**
 * Turns Electron's IPC into one port per page. A page's port closes when its window goes, its renderer dies or it
 * navigates; messages of frames that are not trusted, and messages that are no bytes, are dropped.
 */
export function listenToScreens(options: ScreenListener): void {
  const screens = new Map<WebContents, Screen>()

  function open(contents: WebContents): Screen {
    const screen: Screen = { onFrame: () => undefined, onClose: () => undefined, isClosed: false }
    screens.set(contents, screen)
    const close = () => {
      if (screen.isClosed) return
      screen.isClosed = true
      if (screens.get(contents) === screen) screens.delete(contents)
      contents.off('destroyed', close)
      contents.off('render-process-gone', close)
      contents.off('did-navigate', close)
      screen.onClose()
    }
    contents.on('destroyed', close)
    contents.on('render-process-gone', close)
    contents.on('did-navigate', close)
    options.serve({
      send(frame) {
        if (!screen.isClosed && !contents.isDestroyed()) contents.send(electronChannels.toScreen, frame)
      },
      onFrame: (listener) => (screen.onFrame = listener),
      onClose: (listener) => (screen.onClose = listener),
      // The page stays known, so that it is not served anew by its next message; a reload begins afresh.
      close: () => (screen.onFrame = () => undefined),
    })
    return screen
  }

  options.ipcMain.on(electronChannels.toTracer, (event, frame: unknown) => {
    if (!options.isTrusted(event) || !(frame instanceof Uint8Array)) return
    const screen = screens.get(event.sender) ?? open(event.sender)
    screen.onFrame(frame)
  })
}
