import { createClient } from '../../contract/create-client'
import type { ElectronBridge } from '../../contract/electron-bridge'
import type { TracerClient } from '../../contract/messages'
import { createElectronPort } from './electron-port'
import { createNoTokenPort } from './no-token-port'
import { createWebSocketPort } from './web-socket-port'

declare global {
  interface Window {
    /** Set by the preload script in the desktop window, absent in a browser. */
    readonly hopscope?: ElectronBridge
  }
}

/**
 * Connects the screen to its tracer: over Electron's IPC in the desktop window, else over a WebSocket to where the page
 * came from, with the token in the page's fragment (`#token=…`). Comes back by itself after a loss.
 */
export function connectTracer(): TracerClient {
  if (window.hopscope !== undefined) return createClient(createElectronPort(window.hopscope))
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token') ?? ''
  if (token === '') return createClient(createNoTokenPort())
  return createClient(createWebSocketPort(`ws://${window.location.host}/socket`, token))
}
