import { EventEmitter } from 'node:events'
import type * as Electron from 'electron/main'
import { CustomProtocols } from './custom-protocols'
import { StandInApp } from './stand-in-app'
import { StandInSession } from './stand-in-session'
import { StandInWindow } from './stand-in-window'
import { onlyImplemented, unimplemented } from './unimplemented'

const appDirectory = process.env['HOPSCOPE_STAND_IN_APP'] ?? process.cwd()
const protocols = new CustomProtocols()
const listeners = new EventEmitter()
const standInApp = new StandInApp(appDirectory, process.argv.slice(2))
const standInSession = new StandInSession(protocols)

/** What `import … from 'electron'` gives the main process here; every other name throws when it is touched. */
export const app = onlyImplemented('app', standInApp) as unknown as Electron.App

export const ipcMain = onlyImplemented('ipcMain', {
  on: (channel: string, listener: (...values: unknown[]) => void) => listeners.on(channel, listener),
})

export const session = onlyImplemented('session', {
  defaultSession: onlyImplemented('session', standInSession),
})

export const protocol = onlyImplemented('protocol', protocols)

export const dialog = onlyImplemented('dialog', {
  // The person at the dialog is played by the environment: a path to save to, or Cancel.
  async showSaveDialog() {
    const filePath = process.env['HOPSCOPE_STAND_IN_SAVE_PATH'] ?? ''
    return { canceled: filePath === '', filePath }
  },
})

export const Menu = onlyImplemented('Menu', {
  buildFromTemplate: (template: readonly Electron.MenuItemConstructorOptions[]) => ({ items: template }),
  setApplicationMenu: () => undefined,
})

const windowHost = {
  app: standInApp,
  session: standInSession,
  protocols,
  emitIpc: (channel: string, event: Electron.IpcMainEvent, values: readonly unknown[]) =>
    void listeners.emit(channel, event, ...values),
}

/** Electron's class, of which the stand-in has one window. */
export const BrowserWindow = new Proxy(StandInWindow, {
  construct: (_class, [options = {}]: [Electron.BrowserWindowConstructorOptions?]) =>
    onlyImplemented('BrowserWindow', new StandInWindow(windowHost, options)),
}) as unknown as typeof Electron.BrowserWindow

/** A module that main does not use: touching it says so. */
function missing(name: string): unknown {
  const refuse = () => {
    throw unimplemented(name)
  }
  return new Proxy(refuse, { get: refuse, construct: refuse })
}

export const clipboard = missing('clipboard')
export const crashReporter = missing('crashReporter')
export const globalShortcut = missing('globalShortcut')
export const nativeImage = missing('nativeImage')
export const nativeTheme = missing('nativeTheme')
export const net = missing('net')
export const Notification = missing('Notification')
export const powerMonitor = missing('powerMonitor')
export const safeStorage = missing('safeStorage')
export const screen = missing('screen')
export const shell = missing('shell')
export const Tray = missing('Tray')
export const utilityProcess = missing('utilityProcess')
export const webContents = missing('webContents')
