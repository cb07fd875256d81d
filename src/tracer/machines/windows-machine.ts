import { findProgram } from './find-program'
import { openPiped } from './open-piped'
import { openPty } from './open-pty'
import { runCommand } from './run-command'
import type { Environment } from './spawn-guarded'
import type { MachineAccess } from './machine-access'

/** Windows itself; `dumpcap.exe` is also found in Wireshark's folder, which its installer leaves out of PATH. */
export function windowsMachine(environment: Environment): MachineAccess {
  const id = 'windows'
  const located = (command: readonly string[]): string[] => [
    findProgram(command[0] ?? '', environment) ?? command[0] ?? '',
    ...command.slice(1),
  ]
  return {
    id,
    kind: 'windows',
    run: (command, options) => runCommand(located(command), environment, id, options),
    openTerminal: (command, size) => openPty(located(command), environment, size),
    openPipe: (command) => openPiped(located(command), environment),
  }
}
