import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import sirv from 'sirv'
import { WebSocketServer } from 'ws'
import { RequestError } from '../contract/messages'
import type { TracerService } from '../contract/messages'
import { describeProblem } from '../contract/problems'
import { screenHeaders } from '../contract/screen-headers'
import { serveRequests } from '../contract/serve-requests'
import { webSocketProtocol } from '../contract/web-socket-protocol'
import { clientFrameLimit } from '../contract/wire-message'
import { createAccessToken } from './access-token'
import { refuseHost, refuseMethod, refuseUpgrade } from './refuse-request'
import type { Refusal } from './refuse-request'
import { createSocketPort } from './socket-port'

const screensAtOnce = 8
const connectionsAtOnce = 64

/** What a server is started with. */
export interface ServerOptions {
  readonly tracer: TracerService
  /** 0 picks a free one. */
  readonly port: number
  /** The built screen, `out/renderer`. */
  readonly rendererDirectory: string
}

/** A running server. */
export interface ScreenServer {
  /** Where the screen is, with its token in the fragment, which browsers send to nobody. */
  readonly url: string
  /** Disconnects every screen and frees the port; the tracer goes on. */
  close(): Promise<void>
}

/**
 * Serves the screen and its WebSocket on 127.0.0.1. Rejects with a `RequestError` of code `port-in-use`, `port-denied`
 * or `not-built`.
 */
export async function startServer(options: ServerOptions): Promise<ScreenServer> {
  if (!existsSync(join(options.rendererDirectory, 'index.html'))) throw notBuilt(options.rendererDirectory)
  const serveFile = sirv(options.rendererDirectory, { etag: true })
  const token = createAccessToken()
  const http = createServer((request, response) => {
    for (const [name, value] of Object.entries(screenHeaders)) response.setHeader(name, value)
    const refusal = refuseHost(request, portOf(http)) ?? refuseMethod(request)
    if (refusal !== null) answerRefusal(response, refusal)
    else serveFile(request, response, () => answerRefusal(response, { status: 404, reason: 'There is no such file.' }))
  })
  http.maxConnections = connectionsAtOnce
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: clientFrameLimit,
    perMessageDeflate: false,
    handleProtocols: () => webSocketProtocol,
  })
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const isFull = sockets.clients.size >= screensAtOnce
    const full: Refusal = { status: 503, reason: `At most ${screensAtOnce} screens are served at once.` }
    const refusal = refuseUpgrade(request, portOf(http), token) ?? (isFull ? full : null)
    if (refusal !== null) {
      refuseSocket(socket, refusal)
      return
    }
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      // Without a listener a protocol error of the peer would end the process; ws closes the socket itself.
      accepted.on('error', () => undefined)
      serveRequests(options.tracer, createSocketPort(accepted))
    })
  })
  await listen(http, options.port)
  // A connection that cannot be accepted is lost to its peer; the others go on.
  http.on('error', () => undefined)
  return {
    url: `http://127.0.0.1:${portOf(http)}/#token=${token}`,
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      const closed = new Promise<void>((resolve) => http.close(() => resolve()))
      http.closeAllConnections()
      await closed
    },
  }
}

function portOf(http: Server): number {
  return (http.address() as AddressInfo | null)?.port ?? 0
}

function listen(http: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, port)))
    http.listen({ host: '127.0.0.1', port, exclusive: true }, resolve)
  })
}

function listenError(error: NodeJS.ErrnoException, port: number): Error {
  const values = { port: String(port) }
  const command = 'npm run hopscope -- serve --port 0'
  if (error.code === 'EADDRINUSE') {
    const message = `Port ${port} is in use by another program; port 0 picks a free one.`
    return new RequestError(describeProblem('port-in-use', message, values, command))
  }
  if (error.code === 'EACCES') {
    const message = `Port ${port} may not be opened by this user; port 0 picks a free one.`
    return new RequestError(describeProblem('port-denied', message, values, command))
  }
  return error
}

function notBuilt(directory: string): RequestError {
  const message = `The screen is not built: ${directory} has no index.html.`
  return new RequestError(describeProblem('not-built', message, { directory }, 'npm run build'))
}

function answerRefusal(response: ServerResponse, refusal: Refusal): void {
  response.writeHead(refusal.status, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' })
  response.end(`${refusal.reason}\n`)
}

function refuseSocket(socket: Duplex, refusal: Refusal): void {
  socket.on('error', () => undefined)
  const body = `${refusal.reason}\n`
  socket.end(
    `HTTP/1.1 ${refusal.status} Refused\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    // A peer that stays would keep the server from closing.
    () => socket.destroy(),
  )
}
