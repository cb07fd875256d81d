import { readdirSync, readFileSync } from 'node:fs'

/**
 * Command lines of the living processes whose environment has `HOPSCOPE_E2E=<mark>`: everything that one launch started,
 * whoever its parent is now. Zombies have no command line and do not count.
 */
export function findMarkedProcesses(mark: string): readonly string[] {
  const found: string[] = []
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    try {
      if (!readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`HOPSCOPE_E2E=${mark}\0`)) continue
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      if (command !== '') found.push(`${pid} ${command}`)
    } catch {
      // It ended while we looked.
    }
  }
  return found
}
