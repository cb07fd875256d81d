import type { ElectronBridge } from '../../contract/electron-bridge'
import type { ReconnectingFramePort } from '../../contract/frame-port'

/** Electron's IPC as a port: connected as long as the page lives. */
export function createElectronPort(bridge: ElectronBridge): ReconnectingFramePort {
  return {
    send: (frame) => bridge.send(frame),
    onFrame: (listener) => bridge.onFrame(listener),
    onConnection: (listener) => listener(true),
  }
}
