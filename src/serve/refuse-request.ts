import type { IncomingMessage } from 'node:http'
import { tokenProtocolPrefix, webSocketProtocol } from '../contract/web-socket-protocol'
import { isSameToken } from './access-token'

/** Why a request is not served. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 503
  readonly reason: string
}

/** Refuses what did not name this very server: a page of another site that made its name point at 127.0.0.1. */
export function refuseHost(request: IncomingMessage, port: number): Refusal | null {
  const { host } = request.headers
  if (host === `127.0.0.1:${port}` || host === `localhost:${port}`) return null
  return { status: 403, reason: 'The Host header must be 127.0.0.1 or localhost with the port.' }
}

/** Refuses every method that is not for reading. */
export function refuseMethod(request: IncomingMessage): Refusal | null {
  if (request.method === 'GET' || request.method === 'HEAD') return null
  return { status: 405, reason: 'Only GET and HEAD are served.' }
}

/**
 * Refuses a WebSocket that does not come from the page of this server, or without its token. Browsers let any page open
 * a WebSocket anywhere, so the Origin is what tells a foreign page apart; a program without one is refused too.
 */
export function refuseUpgrade(request: IncomingMessage, port: number, token: string): Refusal | null {
  const refusedHost = refuseHost(request, port)
  if (refusedHost !== null) return refusedHost
  if (request.url !== '/socket') return { status: 404, reason: 'WebSockets are served at /socket only.' }
  if (request.headers.origin !== `http://${request.headers.host ?? ''}`) {
    return { status: 403, reason: 'The Origin header must be that of the page of this server.' }
  }
  const protocols = offeredProtocols(request)
  if (!protocols.includes(webSocketProtocol)) {
    return { status: 400, reason: `The WebSocket must offer the protocol ${webSocketProtocol}.` }
  }
  const given = protocols.find((protocol) => protocol.startsWith(tokenProtocolPrefix))
  if (given === undefined || !isSameToken(given.slice(tokenProtocolPrefix.length), token)) {
    return { status: 401, reason: 'The token is missing or wrong: open the URL that Hopscope printed.' }
  }
  return null
}

function offeredProtocols(request: IncomingMessage): string[] {
  return (request.headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim())
}
