import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { LabNames } from './lab-names'
import { programEnvironment } from './run-command'

/** The name that `wsl.exe -l -v` gives the lab's distro. */
export const distroName = 'Ubuntu'

const hostname = 'DESKTOP-7Q'

/** Starts the distro's first process, which holds its mount and UTS namespaces; resolves when it is ready. */
export async function startDistro(names: LabNames): Promise<void> {
  const child = spawn(
    'nsenter',
    [
      `--net=/run/netns/${names.netns('wsl')}`,
      ...['unshare', '--mount', '--uts', '--propagation', 'private'],
      ...['sh', join(import.meta.dirname, 'scripts/distro-init.sh')],
      ...[names.stateFolder, join(import.meta.dirname, 'distro'), hostname],
    ],
    { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: programEnvironment },
  )
  let words = ''
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()))
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => {
      reject(new Error(`The lab's distro did not start (exit ${code ?? 'by signal'}): ${words.trim()}`))
    })
    createInterface(child.stdout).on('line', (line) => {
      if (line === 'ready') resolve()
    })
  })
  child.removeAllListeners('exit')
  child.stdout.destroy()
  child.stderr.destroy()
  child.unref()
}

/** The pid whose namespaces are the distro's. */
export async function distroPid(names: LabNames): Promise<number> {
  return Number(await readFile(join(names.stateFolder, 'distro.pid'), 'utf8'))
}

/** What to put before a command so that it runs in the distro as root. */
export async function enterDistro(names: LabNames): Promise<readonly string[]> {
  return ['nsenter', '-t', String(await distroPid(names)), '-n', '-m', '-u']
}
