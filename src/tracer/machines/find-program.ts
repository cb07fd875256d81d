import { accessSync, constants } from 'node:fs'
import { posix, win32 } from 'node:path'
import type { Environment } from './spawn-guarded'

/**
 * The full path of a program, by PATH and then, for Wireshark's tools, in %ProgramFiles%\Wireshark; null when it is
 * nowhere. A name with a directory in it is only checked.
 */
export function findProgram(name: string, environment: Environment): string | null {
  const path = process.platform === 'win32' ? win32 : posix
  if (name === '') return null
  if (path.basename(name) !== name) return isExecutable(name) ? name : null
  const folders = (read(environment, 'PATH') ?? '').split(path.delimiter)
  const programFiles = read(environment, 'ProgramFiles')
  if (/^(dumpcap|tshark|wireshark)\.exe$/i.test(name) && programFiles !== undefined) {
    folders.push(path.join(programFiles, 'Wireshark'))
  }
  const candidates = folders.filter((folder) => folder !== '').map((folder) => path.join(folder, name))
  return candidates.find(isExecutable) ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Windows' variable names have no case (`Path`); a copy of the environment does. */
function read(environment: Environment, name: string): string | undefined {
  const key = Object.keys(environment).find((each) => each.toUpperCase() === name.toUpperCase())
  return key === undefined ? undefined : environment[key]
}
