import { join } from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session } from 'electron'
import type { CommandId } from '../contract/commands'
import { serveRequests } from '../contract/serve-requests'
import { configureMachines } from '../tracer/machines/open-machines'
import { createTracer } from '../tracer/session'
import { closeBeforeQuit } from './close-before-quit'
import { confineContents } from './confine-contents'
import { listenToScreens } from './ipc-port'
import { menuTemplate } from './menu-template'
import { logProblems, openLog } from './open-log'
import type { Log } from './open-log'
import { createScreenHandler, isScreenUrl, screenScheme, screenUrl } from './screen-protocol'
import { windowOptions } from './window-options'

type Language = 'en' | 'ja'

const outDirectory = join(import.meta.dirname, '..')

protocol.registerSchemesAsPrivileged([screenScheme])
app.setName('Hopscope')
void app.whenReady().then(openApp)

async function openApp(): Promise<void> {
  const log = openLog(app.getPath('logs'))
  log.info(`Hopscope ${app.getVersion()} on ${process.platform}`)
  process.on('uncaughtException', (error) => {
    log.error(`uncaught ${error.name}: ${error.stack ?? ''}`)
    app.exit(1)
  })
  // Until the screen says what its user chose.
  let language: Language = app.getLocale().startsWith('ja') ? 'ja' : 'en'
  const showMenu = () => {
    const run = (id: CommandId) => tracer.sendCommand(id)
    const options = { language, hasDeveloperTools: !app.isPackaged, platform: process.platform, run }
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)))
  }
  const tracer = createTracer({
    ...configureMachines(process.env, process.platform),
    resourcesDirectory: join(outDirectory, '..', 'resources'),
    version: app.getVersion(),
    chooseSavePath: () => chooseSavePath(language),
    onLanguage: (next) => {
      if (next === language) return
      language = next
      showMenu()
    },
  })
  closeBeforeQuit(app, () => tracer.close(), log)
  confineContents(app, session.defaultSession)
  session.defaultSession.protocol.handle('hopscope', createScreenHandler(join(outDirectory, 'renderer')))
  showMenu()
  const service = logProblems(log, tracer)
  listenToScreens({
    ipcMain,
    isTrusted: ({ senderFrame }) => senderFrame !== null && senderFrame.parent === null && isScreenUrl(senderFrame.url),
    serve: (port) => serveRequests(service, port),
  })
  await openWindow(log)
}

async function openWindow(log: Log): Promise<void> {
  const window = new BrowserWindow(windowOptions(join(outDirectory, 'preload', 'index.cjs'), app.isPackaged))
  window.once('ready-to-show', () => window.show())
  window.webContents.on('render-process-gone', (_event, { reason }) => log.error(`the screen's process: ${reason}`))
  await window.loadURL(screenUrl)
}

async function chooseSavePath(language: Language): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog({
    title: language === 'ja' ? 'キャプチャを保存' : 'Save capture',
    defaultPath: join(app.getPath('documents'), 'hopscope.pcapng'),
    filters: [{ name: 'pcapng', extensions: ['pcapng'] }],
  })
  return canceled || filePath === '' ? null : filePath
}
