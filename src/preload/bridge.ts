import type { IpcRenderer } from 'electron'
import { electronChannels } from '../contract/electron-bridge'
import type { ElectronBridge } from '../contract/electron-bridge'

/** Frames of the page to the tracer and back. Neither the IPC object nor its events reach the page. */
export function createBridge(ipcRenderer: Pick<IpcRenderer, 'on' | 'send'>): ElectronBridge {
  let onFrame: (frame: Uint8Array) => void = () => undefined
  ipcRenderer.on(electronChannels.toScreen, (_event, frame: unknown) => {
    if (frame instanceof Uint8Array) onFrame(frame)
  })
  return {
    send: (frame) => ipcRenderer.send(electronChannels.toTracer, frame),
    onFrame: (listener) => void (onFrame = listener),
  }
}
