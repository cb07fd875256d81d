import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { UserError } from '../user-error'
import { findChromium } from './find-chromium'

const run = promisify(execFile)
const longestMs = 120_000

/** Prints a page with a Chromium of this machine, without its window or the network. Rejects with a `UserError`. */
export async function printPdf(html: string): Promise<Uint8Array> {
  const program = findChromium(process.env, process.platform)
  const folder = await mkdtemp(join(tmpdir(), 'hopscope-print-'))
  try {
    const [page, pdf] = [join(folder, 'page.html'), join(folder, 'page.pdf')]
    await writeFile(page, html)
    const args = [
      '--headless',
      '--disable-gpu',
      '--disable-extensions',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-quic',
      '--disable-sync',
      '--no-first-run',
      '--host-resolver-rules=MAP * ~NOTFOUND',
      `--user-data-dir=${join(folder, 'profile')}`,
      '--no-pdf-header-footer',
      `--print-to-pdf=${pdf}`,
      // Chromium refuses to run its sandbox as root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      pathToFileURL(page).href,
    ]
    await run(program, args, { timeout: longestMs, killSignal: 'SIGKILL' })
    return new Uint8Array(await readFile(pdf))
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError(`${program} could not print the worksheet: ${(error as Error).message.slice(0, 500)}`)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }
}
