import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { encodeFrame } from '../contract/codec'
import { RequestError } from '../contract/messages'
import type { TracerService } from '../contract/messages'
import { clientFrameLimit } from '../contract/wire-message'
import { startServer } from './start-server'
import type { ScreenServer } from './start-server'

let subscribers = 0
/** Answers everything with a recording that fills most of the largest message. */
const tracer: TracerService = {
  handle: () => Promise.resolve({ name: '', capture: new Uint8Array(40 * 1024 * 1024), topology: null } as never),
  subscribe() {
    subscribers++
    return () => {
      subscribers--
    }
  },
}

let directory: string
let server: ScreenServer
let port: number
let token: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hopscope-serve-'))
  await mkdir(join(directory, 'screen/assets'), { recursive: true })
  await writeFile(join(directory, 'screen/index.html'), '<!doctype html><title>Hopscope</title>')
  await writeFile(join(directory, 'screen/assets/index.js'), 'export {}')
  await writeFile(join(directory, 'secret'), 'secret')
  await symlink(join(directory, 'secret'), join(directory, 'screen/.hidden'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

beforeEach(async () => {
  server = await startServer({ tracer, port: 0, rendererDirectory: join(directory, 'screen') })
  const url = new URL(server.url)
  port = Number(url.port)
  token = url.hash.slice('#token='.length)
})
afterEach(() => server.close())

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

function ask(path: string, options: { method?: string; headers?: OutgoingHttpHeaders } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, agent: false, ...options }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (body += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    asking.on('error', reject)
    asking.end()
  })
}

interface Attempt {
  readonly path?: string
  readonly host?: string
  readonly origin?: string | null
  readonly protocols?: readonly string[]
}

/** The status with which a WebSocket is refused, 101 when it is accepted. */
function upgrade(attempt: Attempt = {}): Promise<{ status: number; socket: WebSocket }> {
  const { path = '/socket', host = `127.0.0.1:${port}`, origin = `http://${host}` } = attempt
  const protocols = attempt.protocols ?? ['hopscope-1', `hopscope-token-${token}`]
  const headers = { Host: host, ...(origin === null ? {} : { Origin: origin }) }
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, [...protocols], { headers })
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve({ status: 101, socket }))
    socket.on('unexpected-response', (asking, response) => {
      asking.destroy()
      resolve({ status: response.statusCode ?? 0, socket })
    })
    socket.on('error', reject)
  })
}

describe('startServer', () => {
  it('serves the screen with headers that confine it', async () => {
    const { status, headers, body } = await ask('/')
    expect(status).toBe(200)
    expect(body).toContain('<title>Hopscope</title>')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).toContain("script-src 'self';")
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    })
    expect((await ask('/assets/index.js')).headers['content-type']).toContain('javascript')
  })

  it('closes although a peer that was refused stays', async () => {
    const other = await startServer({ tracer, port: 0, rendererDirectory: join(directory, 'screen') })
    const { host } = new URL(other.url)
    const peer = connect({ port: Number(new URL(other.url).port), host: '127.0.0.1', allowHalfOpen: true })
    peer.on('error', () => undefined)
    peer.write(`GET /socket HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`)
    await new Promise((resolve) => peer.once('data', resolve))
    await other.close()
    peer.destroy()
  })

  it('gives every server its own token of 256 bits', async () => {
    const other = await startServer({ tracer, port: 0, rendererDirectory: join(directory, 'screen') })
    await other.close()
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(new URL(other.url).hash).not.toBe(`#token=${token}`)
  })

  it.each([
    '/../secret',
    '/%2e%2e/secret',
    '/assets/..%2f..%2fsecret',
    '/..%5csecret',
    '/.hidden',
    '/socket',
    '/%00',
    '/%',
  ])('has no file %s', async (path) => {
    const { status, body } = await ask(path)
    expect(status).toBe(404)
    expect(body).not.toContain('secret')
  })

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', 'localhost.evil.example', '127.0.0.1:1', '[::1]'])(
    'refuses the Host %j',
    async (host) => {
      expect((await ask('/', { headers: { Host: host } })).status).toBe(403)
    },
  )

  it('accepts localhost with the port', async () => {
    expect((await ask('/', { headers: { Host: `localhost:${port}` } })).status).toBe(200)
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    expect((await ask('/', { method })).status).toBe(405)
  })

  it('listens on 127.0.0.1 only', async () => {
    // A server on every address would answer here as well: all of 127.0.0.0/8 is this machine.
    const code = await new Promise((resolve) => {
      const socket = connect({ host: '127.0.0.2', port })
      socket.on('connect', () => resolve('connected'))
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
    })
    expect(code).toBe('ECONNREFUSED')
  })
})

describe("startServer's WebSocket", () => {
  it('accepts its own page with the token', async () => {
    const { status, socket } = await upgrade()
    expect(status).toBe(101)
    expect(socket.protocol).toBe('hopscope-1')
  })

  it.each<[string, number, () => Attempt]>([
    ['no token', 401, () => ({ protocols: ['hopscope-1'] })],
    ['a wrong token', 401, () => ({ protocols: ['hopscope-1', `hopscope-token-${token.slice(0, -1)}`] })],
    ['an empty token', 401, () => ({ protocols: ['hopscope-1', 'hopscope-token-'] })],
    ['another version', 400, () => ({ protocols: ['hopscope-0', `hopscope-token-${token}`] })],
    ['another path', 404, () => ({ path: '/' })],
    ['the token in the path', 404, () => ({ path: `/socket?token=${token}` })],
    ['no Origin', 403, () => ({ origin: null })],
    ['a foreign Origin', 403, () => ({ origin: 'http://evil.example' })],
    ['the Origin null', 403, () => ({ origin: 'null' })],
    ['an Origin of another port', 403, () => ({ origin: 'http://127.0.0.1:1' })],
    ['an Origin by https', 403, () => ({ origin: `https://127.0.0.1:${port}` })],
    ['an Origin of the other name', 403, () => ({ origin: `http://localhost:${port}` })],
    ['a foreign Host', 403, () => ({ host: 'evil.example' })],
  ])('refuses %s', async (_what, status, attempt) => {
    expect((await upgrade(attempt())).status).toBe(status)
  })

  it('serves 8 screens at once, and another when one has left', async () => {
    const screens = await Promise.all(Array.from({ length: 8 }, () => upgrade()))
    expect(screens.map((screen) => screen.status)).toEqual(Array.from({ length: 8 }, () => 101))
    expect((await upgrade()).status).toBe(503)
    const left = new Promise((resolve) => screens[0]?.socket.on('close', resolve))
    screens[0]?.socket.close()
    await left
    await expect.poll(async () => (await upgrade()).status).toBe(101)
  })

  it('drops a peer that sends more than a message may have', async () => {
    const { socket } = await upgrade()
    const closed = new Promise((resolve) => socket.on('close', resolve))
    socket.send(new Uint8Array(clientFrameLimit + 1))
    expect(await closed).toBe(1009)
  })

  it('drops a peer that sends text', async () => {
    const { socket } = await upgrade()
    const closed = new Promise((resolve) => socket.on('close', resolve))
    socket.send('{"kind":"opened"}')
    expect(await closed).toBe(1003)
  })

  it('drops a peer that asks for much and reads nothing', async () => {
    const { socket } = await upgrade()
    socket.pause()
    socket.send(encodeFrame({ kind: 'opened' }))
    await expect.poll(() => subscribers).toBe(1)
    for (let id = 1; id <= 8; id++) {
      socket.send(encodeFrame({ kind: 'request', id, name: 'openRecording', params: { id: 'nat' } }))
    }
    await expect.poll(() => subscribers, { timeout: 5000 }).toBe(0)
  })

  it('survives a peer that breaks the WebSocket protocol', async () => {
    const { socket } = await upgrade()
    const closed = new Promise((resolve) => socket.on('close', resolve))
    // An unmasked frame with a reserved opcode.
    ;(socket as unknown as { _socket: { write(bytes: Uint8Array): void } })._socket.write(Uint8Array.of(0x83, 0x00))
    await closed
    expect((await ask('/')).status).toBe(200)
  })
})

describe('startServer refuses to start', () => {
  async function problemOf(promise: Promise<ScreenServer>) {
    const error: unknown = await promise.catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(RequestError)
    return (error as RequestError).problem
  }

  it('on a port in use, and says what helps', async () => {
    const busy = createServer()
    await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve))
    const { port: used } = busy.address() as AddressInfo
    const problem = await problemOf(startServer({ tracer, port: used, rendererDirectory: join(directory, 'screen') }))
    busy.close()
    expect(problem).toMatchObject({ code: 'port-in-use', values: { port: String(used) } })
    expect(problem.message).toContain(String(used))
    expect(problem.command).toContain('--port 0')
  })

  it('twice on the same port, and frees it when closed', async () => {
    const options = { tracer, port, rendererDirectory: join(directory, 'screen') }
    expect(await problemOf(startServer(options))).toMatchObject({ code: 'port-in-use' })
    await upgrade()
    await server.close()
    server = await startServer(options)
    expect(new URL(server.url).port).toBe(String(port))
  })

  it('without a built screen', async () => {
    const problem = await problemOf(startServer({ tracer, port: 0, rendererDirectory: directory }))
    expect(problem).toMatchObject({ code: 'not-built', command: 'npm run build' })
  })
})
