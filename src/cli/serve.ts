import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { startServer } from '../serve/start-server'
import { configureMachines } from '../tracer/machines/open-machines'
import { createTracer } from '../tracer/session'

/** What `hopscope serve` was asked for. */
export interface ServeOptions {
  /** 0 picks a free one. */
  readonly port: number
  readonly opensBrowser: boolean
  readonly version: string
  /** The package's folder, which holds `out/` and `resources/`. */
  readonly rootDirectory: string
}

/**
 * `hopscope serve`: serves the screen on 127.0.0.1 and prints its address with the token that opens it. Resolves to 0 when
 * it is interrupted and nothing is left running; rejects with a `RequestError` when the port cannot be had.
 */
export async function runServe({ port, opensBrowser, version, rootDirectory }: ServeOptions): Promise<number> {
  const { host, environment } = configureMachines(process.env, process.platform)
  const tracer = createTracer({ host, environment, version, resourcesDirectory: join(rootDirectory, 'resources') })
  try {
    const server = await startServer({ tracer, port, rendererDirectory: join(rootDirectory, 'out/renderer') })
    // Whoever reads the address may interrupt at once.
    const interruption = interrupted()
    process.stdout.write(`${server.url}\n`)
    if (opensBrowser) openBrowser(server.url)
    await interruption
    await server.close()
  } finally {
    await tracer.close()
  }
  return 0
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}

/** The desktop's own opener; where there is none, the printed address is enough. */
function openBrowser(url: string): void {
  const command = browserCommand()
  if (command === null) return
  const [program, ...args] = [...command, url]
  const opener = spawn(program, args, { stdio: 'ignore', detached: true })
  opener.on('error', () => undefined)
  opener.unref()
}

function browserCommand(): readonly string[] | null {
  if (process.platform === 'darwin') return ['open']
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler']
  return process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] ? ['xdg-open'] : null
}
