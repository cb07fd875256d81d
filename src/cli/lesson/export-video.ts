import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { PageJob } from '../../contract/page-job'
import type { LessonContent } from '../../core/lesson/lesson'
import { writeLessonFile } from '../../lesson-file/write-lesson-file'
import { startPageJob } from '../../serve/start-page-job'
import { UserError } from '../user-error'
import { findChromium } from './find-chromium'

/** What a video is to be. */
export interface BrowserExport extends Omit<PageJob, 'token'> {
  readonly content: LessonContent
  /** The package's folder, which holds `out/`. */
  readonly rootDirectory: string
}

/** A browser that has not got any further in this time has stopped. */
const patience = 180_000
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** So long it may take to end by itself. */
const farewell = 5_000

/**
 * A lesson's video, made by this machine's Chromium, Chrome or Edge without a window: they have the encoder. Rejects with
 * a `UserError` when there is no such browser, or it cannot.
 */
export async function exportVideoWithBrowser({
  content,
  rootDirectory,
  format,
  language,
  captions,
  width,
  height,
  framesPerSecond,
}: BrowserExport): Promise<Uint8Array> {
  const browser = findChromium(process.env, process.platform)
  const progress = printProgress()
  let isAlive = true
  const running = await startPageJob({
    rendererDirectory: join(rootDirectory, 'out/renderer'),
    lesson: writeLessonFile(content),
    job: { format, language, captions, width, height, framesPerSecond },
    onProgress: (share) => {
      isAlive = true
      progress(share)
    },
  })
  const profile = await mkdtemp(join(tmpdir(), 'hopscope-browser-'))
  // Commands go in at 3 and answers come out at 4; no port is opened for them.
  const child = spawn(browser, [...browserArguments(profile), running.url], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  })
  ;(child.stdio[4] as Readable | null)?.resume()
  const said = keepEnd(child)
  let stop: (reason: string) => void = () => undefined
  const stopped = new Promise<never>((_, reject) => {
    stop = (reason) => reject(new UserError(reason.trim()))
  })
  const timer = setInterval(() => {
    if (!isAlive) stop(`${browser} has stopped making the video. ${said()}`)
    isAlive = false
  }, patience)
  child.once('error', (error) => stop(`${browser} cannot be started: ${error.message}.`))
  child.once('exit', (code) => stop(`${browser} ended with ${String(code)} before the video was made. ${said()}`))
  const cancel = () => stop('The export was cancelled; nothing was written.')
  for (const name of endings) process.once(name, cancel)
  try {
    return await Promise.race([running.result, stopped])
  } catch (error) {
    throw error instanceof UserError ? error : new UserError((error as Error).message)
  } finally {
    clearInterval(timer)
    for (const name of endings) process.removeListener(name, cancel)
    progress(null)
    await end(child)
    await running.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}

/** Says on stderr how much is done: on a terminal in one line, else at every tenth; null ends the line. */
function printProgress(): (share: number | null) => void {
  const isTerminal = process.stderr.isTTY
  let told = -1
  return (share) => {
    if (share === null) {
      if (isTerminal && told >= 0) process.stderr.write('\n')
      return
    }
    const percent = Math.floor(share * 100)
    if (percent === told || (!isTerminal && percent < told + 10)) return
    told = percent
    process.stderr.write(isTerminal ? `\r${percent} %` : `${percent} %\n`)
  }
}

/** No window, no profile of the user's, nothing asked of any network but of this machine itself. */
function browserArguments(profile: string): readonly string[] {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  return [
    '--headless',
    '--remote-debugging-pipe',
    // Software draws and encodes the same everywhere.
    '--disable-gpu',
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-extensions',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-sync',
    '--disable-background-timer-throttling',
    '--disable-renderer-backgrounding',
    '--mute-audio',
    '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    // Chromium's own sandbox does not run as root.
    ...(isRoot ? ['--no-sandbox'] : []),
  ]
}

/** What the browser says last of errors, as a sentence; it says much that is none. */
function keepEnd(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.on('data', (chunk: Buffer) => (text = (text + chunk.toString('utf8')).slice(-2000)))
  return () => {
    const last = text.trim().split('\n').at(-1) ?? ''
    return last === '' ? '' : `It said: ${last}`
  }
}

/** Ends the browser that was started here: it puts its own things away, or is ended by its pid. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const commands = child.stdio[3] as Writable
  commands.on('error', () => undefined)
  commands.write(`${JSON.stringify({ id: 1, method: 'Browser.close' })}\0`)
  const timer = setTimeout(() => child.kill('SIGKILL'), farewell)
  await gone
  clearTimeout(timer)
}
