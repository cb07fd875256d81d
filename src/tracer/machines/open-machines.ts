import type { Problem } from '../../contract/messages'
import { RequestError } from '../../contract/messages'
import { decodeWslText } from './decode-wsl-text'
import { linuxMachine } from './linux-machine'
import type { MachineAccess } from './machine-access'
import { parseWslList, type WslDistro } from './parse-wsl-list'
import { runCommand } from './run-command'
import type { Environment } from './spawn-guarded'
import { windowsMachine } from './windows-machine'
import { wslMachine } from './wsl-machine'

/** On which kind of system Hopscope runs, and with which environment. */
export interface MachinesConfiguration {
  readonly host: 'linux' | 'windows'
  readonly environment: Environment
}

/** What the environment and the platform say: `HOPSCOPE_HOST` (`linux` or `windows`), else the system itself. */
export function configureMachines(environment: Environment, platform: NodeJS.Platform): MachinesConfiguration {
  const wanted = environment['HOPSCOPE_HOST']
  if (wanted === 'windows' || wanted === 'linux') return { host: wanted, environment }
  return { host: platform === 'win32' ? 'windows' : 'linux', environment }
}

/**
 * The machines that can be reached: `linux`, or `wsl:<distro>` and `windows`. The distro is `HOPSCOPE_DISTRO`, else the
 * default one. What cannot be reached is a problem, not an error.
 */
export async function openMachines(
  configuration: MachinesConfiguration,
): Promise<{ readonly machines: readonly MachineAccess[]; readonly problems: readonly Problem[] }> {
  const { host, environment } = configuration
  if (host === 'linux') return { machines: [linuxMachine(environment)], problems: [] }
  const windows = windowsMachine(environment)
  const choice = chooseDistro(await listDistros(environment), environment['HOPSCOPE_DISTRO'])
  return 'name' in choice
    ? { machines: [wslMachine(choice.name, environment), windows], problems: [] }
    : { machines: [windows], problems: [choice] }
}

async function listDistros(environment: Environment): Promise<readonly WslDistro[] | Problem> {
  try {
    const command = ['wsl.exe', '-l', '-v']
    const { exitCode, stdout } = await runCommand(command, { ...environment, WSL_UTF8: '1' }, 'windows')
    if (exitCode === 127) return noDistro('wsl.exe was not found: WSL is not installed.', 'wsl --install', '')
    return parseWslList(decodeWslText(stdout))
  } catch (error) {
    if (error instanceof RequestError) return error.problem
    throw error
  }
}

function chooseDistro(distros: readonly WslDistro[] | Problem, wanted: string | undefined): { name: string } | Problem {
  if (!isList(distros)) return distros
  const usable = distros.filter(({ version }) => version === 2)
  if (wanted !== undefined && wanted !== '') {
    const named = distros.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())
    if (named !== undefined) return { name: named.name }
    const names = distros.map(({ name }) => name).join(', ')
    return noDistro(`WSL has no distro named ${wanted}; it has: ${names || 'none'}.`, 'wsl.exe -l -v', wanted)
  }
  // Docker Desktop's own distros hold neither tcpdump nor the user's network.
  const own = usable.filter(({ name }) => !name.startsWith('docker-desktop'))
  const chosen = own.find(({ isDefault }) => isDefault) ?? own.find(({ state }) => state === 'Running') ?? own[0]
  return chosen ?? noDistro('WSL 2 has no distro to look into.', 'wsl --install -d Ubuntu', '')
}

function isList(value: readonly WslDistro[] | Problem): value is readonly WslDistro[] {
  return Array.isArray(value)
}

function noDistro(message: string, command: string, distro: string): Problem {
  return { code: 'no-wsl', message, values: { distro }, command }
}
