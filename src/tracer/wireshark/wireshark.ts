import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Requests, WiresharkInstallation } from '../../contract/messages'
import { nanosecondsBetween } from '../../core/correlate/sighting'
import { decodePacket } from '../../core/decode/decode-packet'
import { createPcapngWriter } from '../../core/recording/pcapng-writer'
import { requestError } from '../machines/request-error'
import type { Environment } from '../machines/spawn-guarded'
import { describeWireshark, findWireshark } from './find-wireshark'

type OpenParams = Requests['openInWireshark']['params']

/** The Wireshark that is installed where Hopscope runs. */
export interface Wireshark {
  describe(): Promise<WiresharkInstallation>
  /**
   * Shows frames in a new window, with their comments and a display filter. Resolves when it has started; rejects with a
   * `RequestError` `no-wireshark`, `no-display`, `bad-filter` or `wireshark-failed`.
   */
  open(params: OpenParams): Promise<void>
  /** Removes the files that were made for it. Wireshark itself stays: it is the user's. */
  close(): Promise<void>
}

/** Wireshark as found in an environment; nothing is started or written until asked. */
export function createWireshark(options: {
  readonly host: 'linux' | 'windows'
  readonly environment: Environment
  /** A program that cannot start has ended by then, in milliseconds. */
  readonly startMs?: number
}): Wireshark {
  const { host, environment, startMs = 1500 } = options
  let folder: Promise<string> | null = null
  let opened = 0

  const open = async ({ points, frames, filter }: OpenParams): Promise<void> => {
    const program = findWireshark(host, environment)
    if (program === null) {
      const { installCommand } = await describeWireshark(host, environment)
      throw requestError('no-wireshark', 'Wireshark is not installed where Hopscope runs.', installCommand, {})
    }
    if (/\p{Cc}/u.test(filter)) {
      const message = 'The display filter is not valid: it holds control characters.'
      throw requestError('bad-filter', message, null, { reason: 'control characters' })
    }
    if (host === 'linux' && !environment['DISPLAY'] && !environment['WAYLAND_DISPLAY']) {
      const message = 'Wireshark cannot be shown: Hopscope was started without a desktop (no DISPLAY).'
      throw requestError('no-display', message, null, {})
    }
    // mkdtemp makes it for this user alone.
    folder ??= mkdtemp(join(tmpdir(), 'hopscope-wireshark-'))
    const path = join(await folder, `hopscope-${++opened}.pcapng`)
    await writeFile(path, encodeCapture(points, frames), { mode: 0o600 })
    await start(program, ['-r', path, '-Y', filter], `${path}.log`, environment, startMs)
  }

  return {
    describe: () => describeWireshark(host, environment),
    open,
    close: async () => {
      // Windows keeps a file that is open; its own cleaning gets it.
      if (folder !== null) await rm(await folder, { recursive: true, force: true }).catch(() => undefined)
      folder = null
    },
  }
}

/** A pcapng file of the frames in order of time, each with its comment. */
function encodeCapture(points: OpenParams['points'], frames: OpenParams['frames']): Uint8Array {
  const blocks: Uint8Array[] = []
  const writer = createPcapngWriter((block) => blocks.push(block))
  const byIndex = new Map(points.map((point) => [point.index, point]))
  for (const frame of frames.toSorted((a, b) => nanosecondsBetween(b, a))) {
    const point = byIndex.get(frame.point)
    if (point === undefined) continue
    const packet = decodePacket(frame.bytes, 0, frame.bytes.length, frame.linkType)
    writer.sighting({ ...frame, point, packet }, frame.comment)
  }
  return Buffer.concat(blocks)
}

/**
 * Starts it in a process group of its own, so that it outlives Hopscope, as a browser would. What it complains about goes
 * to a file: a pipe would break with Hopscope's end.
 */
async function start(
  program: string,
  args: readonly string[],
  log: string,
  environment: Environment,
  startMs: number,
): Promise<void> {
  const errors = openSync(log, 'w', 0o600)
  const child = spawn(program, args, { env: environment, detached: true, stdio: ['ignore', 'ignore', errors] })
  closeSync(errors)
  child.unref()
  const reason = await new Promise<string | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), startMs)
    const settle = (failure: string | null): void => {
      clearTimeout(timer)
      resolve(failure)
    }
    child.once('error', (error) => settle(error.message))
    child.once('exit', (code, signal) => settle(code === 0 ? null : (signal ?? `exit code ${String(code)}`)))
  })
  if (reason === null) return
  const said = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n').at(-1)?.slice(0, 500)
  const detail = said === undefined || said === '' ? reason : said
  throw requestError('wireshark-failed', `Wireshark ended at once: ${detail}`, null, { reason: detail })
}
