import type { BrowserWindowConstructorOptions } from 'electron'

/** The window of the screen: a page with no Node, in Chromium's sandbox, in a world apart from the preload script. */
export function windowOptions(preload: string, isPackaged: boolean): BrowserWindowConstructorOptions {
  return {
    title: 'Hopscope',
    width: 1600,
    height: 1000,
    minWidth: 900,
    minHeight: 600,
    // Shown when the page has painted, so that no white rectangle flashes.
    show: false,
    backgroundColor: '#0d1016',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !isPackaged,
    },
  }
}
