import type { ReconnectingFramePort } from '../../contract/frame-port'
import { tokenProtocolPrefix, webSocketProtocol } from '../../contract/web-socket-protocol'

/** What a port needs of a WebSocket; the browser's and ws's both have it. */
interface WebSocketLike {
  binaryType: string
  readonly readyState: number
  send(frame: Uint8Array<ArrayBuffer>): void
  addEventListener(name: 'open' | 'close', listener: () => void): void
  addEventListener(name: 'message', listener: (event: { readonly data: unknown }) => void): void
}

/** How a port connects and waits; passed in so that tests can. */
export interface WebSocketHost {
  connect(url: string, protocols: readonly string[]): WebSocketLike
  /** Calls back after a delay. */
  wait(delayMs: number, callback: () => void): void
}

const open = 1
const firstDelayMs = 250
const longestDelayMs = 5000

/** The browser's own WebSocket and timers. */
const browserHost: WebSocketHost = {
  connect: (url, protocols) => new WebSocket(url, [...protocols]),
  wait: (delayMs, callback) => void setTimeout(callback, delayMs),
}

/**
 * A WebSocket that comes back: after a loss it tries again, at first after 0.25 s, then twice as long up to 5 s.
 * `token` proves that the page was opened with the URL that Hopscope printed.
 */
export function createWebSocketPort(
  url: string,
  token: string,
  host: WebSocketHost = browserHost,
): ReconnectingFramePort {
  let onFrame: (frame: Uint8Array) => void = () => undefined
  let onConnection: (isConnected: boolean) => void = () => undefined
  let socket: WebSocketLike | null = null
  let delayMs = firstDelayMs
  let isConnected = false

  function connect(): void {
    const current = host.connect(url, [webSocketProtocol, tokenProtocolPrefix + token])
    current.binaryType = 'arraybuffer'
    socket = current
    current.addEventListener('open', () => {
      delayMs = firstDelayMs
      isConnected = true
      onConnection(true)
    })
    current.addEventListener('message', ({ data }) => {
      if (data instanceof ArrayBuffer) onFrame(new Uint8Array(data))
    })
    current.addEventListener('close', () => {
      isConnected = false
      onConnection(false)
      host.wait(delayMs, connect)
      delayMs = Math.min(delayMs * 2, longestDelayMs)
    })
  }
  connect()

  return {
    send(frame) {
      if (socket?.readyState === open) socket.send(frame as Uint8Array<ArrayBuffer>)
    },
    onFrame: (listener) => (onFrame = listener),
    onConnection(listener) {
      onConnection = listener
      if (isConnected) listener(true)
    },
  }
}
