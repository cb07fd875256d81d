import { WebSocket } from 'ws'
import { createClient } from '../../src/contract/create-client'
import type { TracerClient } from '../../src/contract/messages'
import { createWebSocketPort } from '../../src/renderer/transport/web-socket-port'

/** A screen without a picture: a client of the contract, connected to the URL that `hopscope serve` printed. */
export function connectClient(url: string): { readonly client: TracerClient; close(): void } {
  const { host, hash } = new URL(url)
  const sockets = new Set<WebSocket>()
  let isClosed = false
  const port = createWebSocketPort(`ws://${host}/socket`, hash.slice('#token='.length), {
    connect(socketUrl, protocols) {
      const socket = new WebSocket(socketUrl, [...protocols], { origin: `http://${host}` })
      socket.on('error', () => undefined)
      sockets.add(socket)
      return socket
    },
    wait: (delayMs, callback) => {
      if (!isClosed) setTimeout(callback, delayMs).unref()
    },
  })
  return {
    client: createClient(port),
    close() {
      isClosed = true
      for (const socket of sockets) socket.terminate()
    },
  }
}
