import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { createClient } from '../../src/contract/create-client'
import { createWebSocketPort } from '../../src/renderer/transport/web-socket-port'
import { startServer } from '../../src/serve/start-server'
import { describeTransport } from './transport.contract'

describeTransport(
  'WebSocket',
  async (service) => {
    const rendererDirectory = await mkdtemp(join(tmpdir(), 'hopscope-transport-'))
    await writeFile(join(rendererDirectory, 'index.html'), '<!doctype html>')
    const server = await startServer({ tracer: service, port: 0, rendererDirectory })
    const { host, hash } = new URL(server.url)
    let isClosed = false
    let socket: WebSocket | null = null
    const port = createWebSocketPort(`ws://${host}/socket`, hash.slice('#token='.length), {
      connect(url, protocols) {
        socket = new WebSocket(url, [...protocols], { origin: `http://${host}` })
        socket.on('error', () => undefined)
        return socket
      },
      wait: (_delayMs, callback) => {
        if (!isClosed) setTimeout(callback, 20)
      },
    })
    return {
      client: createClient(port),
      sendRaw: (frame) => socket?.send(frame),
      pause: () => socket?.pause(),
      resume: () => socket?.resume(),
      cut: () => socket?.terminate(),
      async close() {
        isClosed = true
        socket?.terminate()
        await server.close()
        await rm(rendererDirectory, { recursive: true, force: true })
      },
    }
  },
  { reconnects: true },
)
