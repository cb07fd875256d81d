import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = new URL('../../node_modules/electron/', import.meta.url)

/**
 * Electron's executable: the one that ELECTRON_EXEC_PATH names, else the downloaded one, else null. Looks at files only,
 * since asking the package itself would start a download.
 */
export function findElectron(): string | null {
  const given = process.env['ELECTRON_EXEC_PATH']
  if (given !== undefined) return given
  const pathFile = new URL('path.txt', folder)
  if (!existsSync(pathFile)) return null
  const path = fileURLToPath(new URL(`dist/${readFileSync(pathFile, 'utf8').trim()}`, folder))
  return existsSync(path) ? path : null
}
