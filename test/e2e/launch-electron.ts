import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from 'playwright-core'
import type { RunningHopscope } from './running-hopscope'
import { root } from './start-process'

/** Opens the desktop window on real Electron. */
export async function launchElectron(
  executablePath: string,
  mark: string,
  environment: Record<string, string>,
): Promise<RunningHopscope> {
  const profile = await mkdtemp(join(tmpdir(), 'hopscope-electron-'))
  // Chromium refuses to run its sandbox as root.
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const electron = await _electron.launch({
    executablePath,
    args: [...flags, `--user-data-dir=${profile}`, root],
    env: environment,
  })
  const child = electron.process()
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve)).then(async (code) => {
    await rm(profile, { recursive: true, force: true })
    return code
  })
  const page = await electron.firstWindow()
  return {
    page,
    pid: child.pid ?? 0,
    mark,
    async close() {
      await page.close()
      return exited
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
