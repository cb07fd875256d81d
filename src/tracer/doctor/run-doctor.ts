import type { Problem } from '../../contract/messages'
import type { MachineAccess } from '../machines/machine-access'
import type { Environment } from '../machines/spawn-guarded'
import { checkDocker } from './check-docker'
import { checkLinux } from './check-linux'
import { checkNodePty } from './check-node-pty'
import { checkWindows } from './check-windows'

/**
 * Says what is missing on this computer and on the given machines, why it matters and the command that mends it; empty
 * when nothing is. A machine that cannot be reached is a problem, never an exception. `environment` names the daemon.
 */
export async function runDoctor(
  machines: readonly MachineAccess[],
  environment: Environment,
): Promise<readonly Problem[]> {
  const checks = machines.flatMap((machine) =>
    machine.kind === 'windows' ? [checkWindows(machine)] : [checkLinux(machine), checkDocker(machine, environment)],
  )
  return (await Promise.all([checkNodePty(), ...checks])).flat()
}
