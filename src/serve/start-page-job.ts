import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import sirv from 'sirv'
import { RequestError } from '../contract/messages'
import { pageJobHash, pageJobPaths, type PageJob } from '../contract/page-job'
import { describeProblem } from '../contract/problems'
import { screenHeaders } from '../contract/screen-headers'
import { createAccessToken, isSameToken } from './access-token'
import { refuseHost, refuseMethod } from './refuse-request'
import type { Refusal } from './refuse-request'

/** What a page is to be served with. */
export interface PageJobOptions {
  /** The built screen, `out/renderer`. */
  readonly rendererDirectory: string
  /** The `.hopscope` file. */
  readonly lesson: Uint8Array
  readonly job: Omit<PageJob, 'token'>
  /** Called with how much is done, 0 to 1. */
  readonly onProgress: (share: number) => void
}

/** A job that waits for its page. */
export interface RunningPageJob {
  /** What a browser has to open, with the job and its token in the fragment. */
  readonly url: string
  /** What the page made; rejects with a sentence when it could not. */
  readonly result: Promise<Uint8Array>
  close(): Promise<void>
}

/** A result has at most so many bytes: two hours of video are less. */
const largestResult = 2 ** 31 - 1
const largestNote = 10_000

/**
 * Serves the screen's files and one lesson on 127.0.0.1, to the page that makes something of it and holds the token.
 * Rejects with a `RequestError` of code `not-built`.
 */
export async function startPageJob({
  rendererDirectory,
  lesson,
  job,
  onProgress,
}: PageJobOptions): Promise<RunningPageJob> {
  if (!existsSync(join(rendererDirectory, 'index.html'))) {
    const message = `The screen is not built: ${rendererDirectory} has no index.html.`
    throw new RequestError(describeProblem('not-built', message, { directory: rendererDirectory }, 'npm run build'))
  }
  const serveFile = sirv(rendererDirectory, { etag: true })
  const token = createAccessToken()
  let succeed: (file: Uint8Array) => void = () => undefined
  let fail: (reason: Error) => void = () => undefined
  const result = new Promise<Uint8Array>((resolve, reject) => {
    succeed = resolve
    fail = reject
  })
  // It may fail before anybody waits for it.
  result.catch(() => undefined)
  const http = createServer((request, response) => {
    for (const [name, value] of Object.entries(screenHeaders)) response.setHeader(name, value)
    answer(request, response).catch(() => response.destroy())
  })
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { port } = http.address() as AddressInfo
    const refusedHost = refuseHost(request, port)
    if (refusedHost !== null) {
      refuse(response, refusedHost)
      return
    }
    const isJob = Object.values(pageJobPaths).some((path) => path === request.url)
    if (!isJob) {
      const refusedMethod = refuseMethod(request)
      if (refusedMethod !== null) refuse(response, refusedMethod)
      else serveFile(request, response, () => refuse(response, { status: 404, reason: 'There is no such file.' }))
      return
    }
    const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    if (!isSameToken(given, token)) {
      refuse(response, { status: 401, reason: 'The token is missing or wrong.' })
      return
    }
    switch (`${request.method ?? ''} ${request.url ?? ''}`) {
      case `GET ${pageJobPaths.input}`:
        response.setHeader('Content-Type', 'application/zip')
        response.end(lesson)
        return
      case `POST ${pageJobPaths.progress}`: {
        const share = Number(await readText(request))
        if (share >= 0 && share <= 1) onProgress(share)
        break
      }
      case `PUT ${pageJobPaths.result}`:
        succeed(await readBody(request, largestResult))
        break
      case `POST ${pageJobPaths.failure}`:
        fail(new Error(await readText(request)))
        break
      default:
        refuse(response, { status: 405, reason: 'That is not done here.' })
        return
    }
    response.writeHead(204).end()
  }
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen({ host: '127.0.0.1', port: 0, exclusive: true }, resolve)
  })
  // A connection that cannot be accepted is lost to its peer; the others go on.
  http.on('error', () => undefined)
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/${pageJobHash({ ...job, token })}`,
    result,
    close: async () => {
      const closed = new Promise<void>((resolve) => http.close(() => resolve()))
      http.closeAllConnections()
      await closed
    },
  }
}

async function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > most) throw new Error('That is too large.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function readText(request: IncomingMessage): Promise<string> {
  return (await readBody(request, largestNote)).toString('utf8')
}

function refuse(response: ServerResponse, { status, reason }: Refusal): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' })
  response.end(`${reason}\n`)
}
