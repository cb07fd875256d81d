import { EventEmitter } from 'node:events'
import type { IpcMain, IpcRenderer, WebContents } from 'electron'
import { createClient } from '../../src/contract/create-client'
import { serveRequests } from '../../src/contract/serve-requests'
import { electronChannels } from '../../src/contract/electron-bridge'
import { listenToScreens } from '../../src/main/ipc-port'
import { createBridge } from '../../src/preload/bridge'
import { createElectronPort } from '../../src/renderer/transport/electron-port'
import { describeTransport } from './transport.contract'

/** Electron's two IPC ends in one process: messages are structured clones and arrive later, in order. */
function createIpcPair() {
  const main = new EventEmitter()
  const renderer = new EventEmitter()
  const contents = Object.assign(new EventEmitter(), {
    isDestroyed: () => false,
    send: (channel: string, message: unknown) => toRenderer(channel, structuredClone(message)),
  }) as EventEmitter & Pick<WebContents, 'isDestroyed' | 'send'>
  let waiting: (() => void)[] | null = null

  function toRenderer(channel: string, message: unknown): void {
    const deliver = () => void renderer.emit(channel, {}, message)
    setImmediate(() => {
      if (waiting === null) deliver()
      else waiting.push(deliver)
    })
  }
  function toMain(channel: string, message: unknown): void {
    const clone: unknown = structuredClone(message)
    setImmediate(() => main.emit(channel, { sender: contents, senderFrame: null }, clone))
  }
  return {
    contents,
    ipcMain: main as unknown as Pick<IpcMain, 'on'>,
    ipcRenderer: Object.assign(renderer, { send: toMain }) as unknown as Pick<IpcRenderer, 'on' | 'send'>,
    pause: () => (waiting ??= []),
    resume() {
      const messages = waiting ?? []
      waiting = null
      for (const deliver of messages) deliver()
    },
  }
}

describeTransport(
  "Electron's IPC",
  async (service) => {
    const pair = createIpcPair()
    listenToScreens({
      ipcMain: pair.ipcMain,
      isTrusted: () => true,
      serve: (port) => serveRequests(service, port),
    })
    return {
      client: createClient(createElectronPort(createBridge(pair.ipcRenderer))),
      sendRaw: (frame) => pair.ipcRenderer.send(electronChannels.toTracer, frame),
      pause: () => pair.pause(),
      resume: () => pair.resume(),
      cut: () => pair.contents.emit('did-navigate'),
      async close() {
        pair.contents.emit('destroyed')
      },
    }
  },
  { reconnects: false },
)
