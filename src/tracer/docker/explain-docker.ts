import type { Problem } from '../../contract/messages'
import type { MachineAccess } from '../machines/machine-access'

/** Why a daemon does not answer, as a sentence with the command that helps; `complaint` is what its client printed. */
export function explainDocker(error: unknown, machine: MachineAccess, address: string, complaint: string): Problem {
  const code = (error as { code?: unknown } | null)?.code
  const place = machine.kind === 'wsl' ? `the distro ${machine.id.slice('wsl:'.length)}` : address
  const values = { machine: machine.id, address }
  if (code === 'EACCES' || /permission denied/i.test(complaint)) {
    const message = `Docker at ${place} refuses this user: its socket belongs to root and the group docker.`
    return { code: 'no-docker-rights', message, values, command: 'sudo usermod -aG docker "$USER"' }
  }
  if (/not found|No such file or directory/i.test(complaint) && /docker[):]? ?(failed|: )/i.test(complaint)) {
    const message = `There is no docker command in ${place}, so containers cannot be found.`
    return { code: 'no-docker', message, values, command: within(machine, 'apt install docker.io') }
  }
  const reason = complaint || (error instanceof Error ? error.message : String(error))
  const message = `Docker does not answer at ${place}: ${reason.slice(0, 300)}`
  return { code: 'no-docker', message, values: { ...values, reason }, command: startCommand(machine) }
}

function startCommand(machine: MachineAccess): string {
  return machine.kind === 'wsl' ? within(machine, 'service docker start') : 'sudo systemctl start docker'
}

function within(machine: MachineAccess, command: string): string {
  if (machine.kind !== 'wsl') return `sudo ${command}`
  return `wsl.exe -d ${machine.id.slice('wsl:'.length)} -u root ${command}`
}
