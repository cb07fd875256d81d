import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request, type OutgoingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pageJobPaths, readPageJob } from '../contract/page-job'
import { startPageJob, type RunningPageJob } from './start-page-job'

let directory: string
let running: RunningPageJob
let port: number
let token: string
let shares: number[]
const job = {
  format: 'webm',
  language: 'en',
  captions: 'none',
  width: 640,
  height: 360,
  framesPerSecond: 30,
} as const

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hopscope-job-'))
  await writeFile(join(directory, 'index.html'), '<!doctype html><title>Hopscope</title>')
})
afterAll(() => rm(directory, { recursive: true, force: true }))

beforeEach(async () => {
  shares = []
  running = await startPageJob({
    rendererDirectory: directory,
    lesson: Uint8Array.of(80, 75, 1, 2),
    job,
    onProgress: (share) => shares.push(share),
  })
  const url = new URL(running.url)
  port = Number(url.port)
  token = readPageJob(url.hash)?.token ?? ''
})
afterEach(() => running.close())

function ask(
  path: string,
  { method = 'GET', headers = {}, body = '' }: { method?: string; headers?: OutgoingHttpHeaders; body?: string } = {},
): Promise<{ readonly status: number; readonly body: Buffer; readonly policy: string }> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks),
          policy: String(response.headers['content-security-policy']),
        }),
      )
    })
    asking.on('error', reject)
    asking.end(body)
  })
}

const withToken = () => ({ Authorization: `Bearer ${token}` })

describe('startPageJob', () => {
  it('gives its page the job, the lesson and the screen’s files, and takes what it made', async () => {
    expect(readPageJob(new URL(running.url).hash)).toEqual({ ...job, token })
    const page = await ask('/')
    expect(page.body.toString()).toContain('<title>Hopscope</title>')
    expect(page.policy).toContain("default-src 'none'")
    expect([...(await ask(pageJobPaths.input, { headers: withToken() })).body]).toEqual([80, 75, 1, 2])
    for (const body of ['0.25', 'nonsense', '7', '1']) {
      await ask(pageJobPaths.progress, { method: 'POST', headers: withToken(), body })
    }
    expect(shares).toEqual([0.25, 1])
    await ask(pageJobPaths.result, { method: 'PUT', headers: withToken(), body: 'the video' })
    expect(Buffer.from(await running.result).toString()).toBe('the video')
  })

  it('rejects with what the page says went wrong', async () => {
    await ask(pageJobPaths.failure, { method: 'POST', headers: withToken(), body: 'It cannot be done.' })
    await expect(running.result).rejects.toThrow('It cannot be done.')
  })

  it.each([
    ['without a token', pageJobPaths.input, {}, 401],
    ['with a wrong token', pageJobPaths.input, { headers: { Authorization: 'Bearer x' } }, 401],
    ['for a result without a token', pageJobPaths.result, { method: 'PUT', body: 'x' }, 401],
    ['by another name', '/', { headers: { Host: 'evil.example' } }, 403],
    ['that writes a file', '/index.html', { method: 'PUT', body: 'x' }, 405],
    ['for a file that is not there', '/secret', {}, 404],
  ] as const)('refuses a request %s', async (_, path, given, status) => {
    expect((await ask(path, given)).status).toBe(status)
  })

  it('refuses to start without a built screen', async () => {
    const nowhere = join(directory, 'nowhere')
    const starting = startPageJob({
      rendererDirectory: nowhere,
      lesson: new Uint8Array(),
      job,
      onProgress: () => undefined,
    })
    await expect(starting).rejects.toThrow('The screen is not built')
  })
})
