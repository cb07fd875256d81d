import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScreenHandler, isScreenUrl, screenUrl } from './screen-protocol'

let directory: string
let handle: ReturnType<typeof createScreenHandler>

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hopscope-screen-'))
  await mkdir(join(directory, 'renderer/assets'), { recursive: true })
  await writeFile(join(directory, 'renderer/index.html'), '<!doctype html>')
  await writeFile(join(directory, 'renderer/assets/main.js'), 'export {}')
  await writeFile(join(directory, 'renderer/assets/main.js.map'), '{}')
  await writeFile(join(directory, 'renderer/.secret.js'), 'secret')
  await writeFile(join(directory, 'secret.js'), 'secret')
  handle = createScreenHandler(join(directory, 'renderer'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

describe('createScreenHandler', () => {
  it('gives the screen with the headers that confine it', async () => {
    const response = await handle({ url: screenUrl, method: 'GET' })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('<!doctype html>')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('gives its scripts as scripts', async () => {
    const response = await handle({ url: 'hopscope://screen/assets/main.js', method: 'GET' })
    expect(response.headers.get('content-type')).toContain('text/javascript')
  })

  it.each([
    'hopscope://screen/../secret.js',
    'hopscope://screen/%2e%2e/secret.js',
    'hopscope://screen/assets/..%2f..%2fsecret.js',
    'hopscope://screen/assets/..%5c..%5csecret.js',
    'hopscope://screen/.secret.js',
    'hopscope://screen/assets/%00main.js',
    'hopscope://screen/%',
    'hopscope://screen/assets/main.js.map',
    'hopscope://screen/assets',
    'hopscope://screen/',
    'hopscope://elsewhere/index.html',
    'file:///etc/passwd',
  ])('has nothing at %s', async (url) => {
    const response = await handle({ url, method: 'GET' })
    expect(response.status).toBe(404)
    expect(await response.text()).not.toContain('secret')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('answers GET only', async () => {
    expect((await handle({ url: screenUrl, method: 'POST' })).status).toBe(404)
  })
})

describe('isScreenUrl', () => {
  it.each([
    ['hopscope://screen/index.html', true],
    ['hopscope://screen.evil/', false],
    ['hopscope://screen@evil/', false],
    ['https://screen/', false],
    ['', false],
  ])('%s: %s', (url, expected) => {
    expect(isScreenUrl(url)).toBe(expected)
  })
})
