import { RequestError, type Problem } from '../../contract/messages'
import type { MachineAccess } from '../machines/machine-access'
import { installCommand, linuxTools, type LinuxTool } from './linux-tools'

/** `CAP_NET_ADMIN`, `CAP_NET_RAW` and `CAP_SYS_ADMIN` (capabilities(7)): what tcpdump and nsenter need without root. */
const neededCapabilities = (1n << 12n) | (1n << 13n) | (1n << 21n)

/** Prints, for `tool…`, the ones that are there; sbin is where tcpdump and iptables live, and not in a user's PATH. */
const listTools =
  'PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"; for tool do command -v "$tool" >/dev/null && echo "$tool"; done; :'

/** What a Linux or WSL machine lacks for capturing, discovery and pinging. */
export async function checkLinux(machine: MachineAccess): Promise<readonly Problem[]> {
  try {
    const [release, status, present] = await Promise.all([
      readText(machine, ['cat', '/etc/os-release']),
      readText(machine, ['cat', '/proc/self/status']),
      readText(machine, ['sh', '-c', listTools, 'sh', ...linuxTools.map(({ tool }) => tool)]),
    ])
    const there = new Set(present.split('\n'))
    const missing = linuxTools.filter(({ tool }) => !there.has(tool))
    return [...checkRights(machine, status), ...missing.map((tool) => missingTool(machine, tool, release))]
  } catch (error) {
    if (error instanceof RequestError) return [error.problem]
    throw error
  }
}

async function readText(machine: MachineAccess, command: readonly string[]): Promise<string> {
  return (await machine.run(command, { timeoutMs: 10_000 })).stdout.toString('utf8')
}

function checkRights(machine: MachineAccess, status: string): readonly Problem[] {
  const effective = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0'}`)
  if ((effective & neededCapabilities) === neededCapabilities) return []
  return [
    {
      code: 'no-rights',
      message: `Hopscope may not capture on ${machine.id}: tcpdump and entering a container's network need root there.`,
      values: { machine: machine.id },
      command: 'sudo npm start',
    },
  ]
}

function missingTool(machine: MachineAccess, { tool, why, packages }: LinuxTool, release: string): Problem {
  return {
    code: `no-${tool}`,
    message: `${tool} is not installed on ${machine.id}: ${why}.`,
    values: { machine: machine.id, tool },
    command: installCommand(release, packages),
  }
}
