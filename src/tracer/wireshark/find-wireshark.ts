import { readFile } from 'node:fs/promises'
import type { WiresharkInstallation } from '../../contract/messages'
import { installCommand } from '../doctor/linux-tools'
import { findProgram } from '../machines/find-program'
import type { Environment } from '../machines/spawn-guarded'

const packages = {
  'apt-get': 'wireshark',
  dnf: 'wireshark',
  pacman: 'wireshark-qt',
  zypper: 'wireshark',
  apk: 'wireshark',
}

/** Wireshark's full path where Hopscope runs: on PATH, on Windows also in %ProgramFiles%\Wireshark; null without it. */
export function findWireshark(host: 'linux' | 'windows', environment: Environment): string | null {
  return findProgram(host === 'windows' ? 'Wireshark.exe' : 'wireshark', environment)
}

/** Whether Wireshark is installed where Hopscope runs, and what installs it. */
export async function describeWireshark(
  host: 'linux' | 'windows',
  environment: Environment,
): Promise<WiresharkInstallation> {
  if (findWireshark(host, environment) !== null) return { isInstalled: true, installCommand: null }
  if (host === 'windows') return { isInstalled: false, installCommand: 'winget install WiresharkFoundation.Wireshark' }
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '')
  return { isInstalled: false, installCommand: installCommand(release, packages) }
}
