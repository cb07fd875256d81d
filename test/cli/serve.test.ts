import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { runHopscope } from './run-hopscope'

const root = resolve(import.meta.dirname, '../..')
const running = new Set<ChildProcess>()

/** A machine of which nothing is known and where no window can be opened. */
const environment = { ...process.env, DOCKER_HOST: 'unix:///nonexistent', DISPLAY: '', WAYLAND_DISPLAY: '' }

afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
})

/** Starts a script of scripts/ and resolves with its output so far once it has printed an address. */
async function startServing(script: string, args: readonly string[]) {
  const child = spawn(process.execPath, [resolve(root, 'scripts', script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment,
  })
  running.add(child)
  const exited = new Promise<number | null>((done) => child.once('close', done)).finally(() => running.delete(child))
  let output = ''
  const [url] = await new Promise<RegExpExecArray>((done, fail) => {
    const look = (chunk: Buffer): void => {
      output += chunk.toString()
      const match = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(output)
      if (match) done(match)
    }
    child.stdout.on('data', look)
    child.stderr.on('data', look)
    void exited.then(() => fail(new Error(output)))
  })
  return { child, exited, url, output }
}

describe('hopscope serve', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('serves the screen until %s, and ends cleanly', async (signal) => {
    const { child, exited, url } = await startServing('hopscope.mjs', ['serve', '--port', '0'])
    const page = await (await fetch(url)).text()
    expect(page).toContain('<title>Hopscope</title>')
    child.kill(signal)
    expect(await exited).toBe(0)
  })

  it('says in one line that its port is taken', async () => {
    const other = createServer()
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
    const { port } = other.address() as AddressInfo
    const { exitCode, stderr } = await runHopscope(['serve', '--port', String(port)])
    other.close()
    expect(exitCode).toBe(2)
    expect(stderr.split('\n').filter((line) => line.startsWith('hopscope: '))).toEqual([
      expect.stringMatching(new RegExp(`^hopscope: Port ${port} is in use`)),
    ])
  })

  it('lets two Hopscopes run at once', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => startServing('hopscope.mjs', ['serve'])))
    expect(one!.url).not.toBe(two!.url)
    one!.child.kill('SIGINT')
    expect(await one!.exited).toBe(0)
    expect((await fetch(two!.url)).status).toBe(200)
  })
})

describe('npm start without a display', () => {
  it.skipIf(process.platform !== 'linux')('says so in one line and serves the same screen', async () => {
    const { child, exited, url, output } = await startServing('start.mjs', [])
    expect(output).toContain('There is no display here: the same screen is served to a browser instead.\n')
    expect((await fetch(url)).status).toBe(200)
    child.kill('SIGINT')
    expect(await exited).toBe(0)
  })
})
