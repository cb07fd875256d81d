import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A download that has not ended by then is taken for a network that does not let it through. */
const downloadTimeoutMs = 180_000

/**
 * Finds Electron's binary, and fetches it when it is not there yet. Returns `{path}`, or `{reason}` as the beginning of a
 * sentence.
 */
export function ensureElectron(root) {
  const folder = join(root, 'node_modules', 'electron')
  const found = binary(folder)
  if (found !== null) return { path: found }
  console.error('Fetching Electron, once.')
  const fetched = spawnSync(process.execPath, [join(folder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: downloadTimeoutMs,
    encoding: 'utf8',
  })
  const path = fetched.status === 0 ? binary(folder) : null
  if (path !== null) return { path }
  const cause = fetched.error ? 'the download took too long' : (fetched.stderr.split('\n')[0] ?? '')
  return { reason: `Electron's binary cannot be fetched (${cause.replace(/^\w*Error: /, '')})` }
}

function binary(folder) {
  try {
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim())
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}
