import { openPiped } from './open-piped'
import { openPty } from './open-pty'
import { runCommand } from './run-command'
import type { Environment } from './spawn-guarded'
import type { MachineAccess } from './machine-access'

/** This Linux machine; commands run as this process's user, with untranslated messages. */
export function linuxMachine(environment: Environment): MachineAccess {
  const id = 'linux'
  // Listings are parsed, so no message may be translated; terminals keep the user's language.
  const untranslated = { ...environment, LC_ALL: 'C.UTF-8' }
  return {
    id,
    kind: 'linux',
    run: (command, options) => runCommand(command, untranslated, id, options),
    openTerminal: (command, size) => openPty(command, environment, size),
    openPipe: (command) => openPiped(command, untranslated),
  }
}
