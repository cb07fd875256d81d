import { decodeWslText } from './decode-wsl-text'
import { openPiped } from './open-piped'
import { openPty } from './open-pty'
import { requestError } from './request-error'
import { runCommand } from './run-command'
import { guardPipe, guardRun } from './wsl-guard'
import type { Environment } from './spawn-guarded'
import type { CommandResult, MachineAccess } from './machine-access'

/**
 * A WSL distro, reached through wsl.exe as root with no shell in between (`--exec`). Rejects with a `RequestError`
 * `no-wsl` when WSL itself answers instead of the command.
 */
export function wslMachine(distro: string, environment: Environment): MachineAccess {
  const id = `wsl:${distro}`
  // WSL_UTF8 makes wsl.exe's own messages UTF-8; WSLENV hands LC_ALL on, so that listings are not translated.
  const wslEnvironment = { ...environment, WSL_UTF8: '1' }
  const shared = [environment['WSLENV'], 'LC_ALL/u'].filter((part) => part !== undefined && part !== '').join(':')
  const untranslated = { ...wslEnvironment, LC_ALL: 'C.UTF-8', WSLENV: shared }
  const inDistro = (command: readonly string[]): string[] => [...wslPrefix(distro), ...command]
  return {
    id,
    kind: 'wsl',
    run: async (command, options) => {
      const inputLength = Buffer.byteLength(options?.input ?? '')
      const guarded = inDistro(guardRun(command, inputLength))
      const result = await runCommand(guarded, untranslated, id, { ...options, isInputHeld: true, shown: command })
      throwIfUnreachable(result, distro)
      return result
    },
    openTerminal: (command, size) => openPty(inDistro(command), wslEnvironment, size),
    openPipe: (command) => openPiped(inDistro(guardPipe(command)), untranslated),
  }
}

/** The start of every command in a distro. After `--exec` wsl.exe looks at nothing: arguments may begin with a dash. */
function wslPrefix(distro: string): string[] {
  return ['wsl.exe', '-d', distro, '-u', 'root', '--cd', '/', '--exec']
}

/** wsl.exe's failures carry a code such as `Wsl/Service/WSL_E_DISTRO_NOT_FOUND` on its standard output. */
function throwIfUnreachable(result: CommandResult, distro: string): void {
  if (result.exitCode === 0) return
  if (result.exitCode === 127 && /wsl\.exe: not found/.test(result.stderr.toString('latin1'))) {
    throw requestError('no-wsl', 'wsl.exe was not found: WSL is not installed.', 'wsl --install', { distro })
  }
  const text = decodeWslText(result.stdout.subarray(0, 8192)) + decodeWslText(result.stderr.subarray(0, 8192))
  const code = /\bWsl\/[A-Za-z0-9_/]+/.exec(text)?.[0]
  if (code === undefined) return
  const sentence = `WSL could not run a command in the distro ${distro} (${code}).`
  throw requestError('no-wsl', sentence, 'wsl.exe -l -v', { distro, reason: code })
}
