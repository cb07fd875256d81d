import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from '../machines/spawn-guarded'

/**
 * Where Hopscope keeps what its user makes: HOPSCOPE_DATA when it is set, else as the platform has it, XDG_DATA_HOME or
 * %LOCALAPPDATA%. Nothing is made there yet.
 */
export function dataDirectoryOf(environment: Environment, platform: NodeJS.Platform): string {
  const own = environment['HOPSCOPE_DATA']
  if (own) return own
  if (platform === 'win32') {
    return join(environment['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local'), 'Hopscope')
  }
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Hopscope')
  return join(environment['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'hopscope')
}
