import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ensureSystemPackages } from './ensure-system-packages.mjs'
import { runNpm } from './run.mjs'

/** What node-pty needs to compile on Linux, where it ships no binary. */
const compilers = ['python3', 'make', 'g++']

/**
 * Makes node_modules hold what package-lock.json says, with `npm ci`, when it does not yet. Returns a sentence that says
 * why it could not, null when all is there.
 */
export function ensureNpmPackages(root) {
  const reason = whatIsMissing(root)
  if (reason === null) return null
  const modules = join(root, 'node_modules')
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) {
    return `${reason}, and node_modules is a link to another folder: run npm ci there.`
  }
  if (process.platform === 'linux') {
    const problem = ensureSystemPackages(compilers)
    if (problem !== null) return `node-pty cannot be compiled. ${problem}`
  }
  console.error(`Installing npm packages: ${reason}.`)
  // Without the headers beside this Node, node-gyp would download them.
  const prefix = dirname(dirname(process.execPath))
  const headers = existsSync(join(prefix, 'include', 'node', 'node.h')) ? { npm_config_nodedir: prefix } : {}
  const code = runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env: { ...headers, ...process.env },
    stdio: ['ignore', process.stderr, process.stderr],
  })
  return code === 0 ? null : 'npm ci failed: its message is above.'
}

/** Compares package-lock.json with npm's own record of what it installed; a millisecond or two. */
function whatIsMissing(root) {
  const installed = readLock(join(root, 'node_modules', '.package-lock.json'))
  if (installed === null) return 'there are none yet'
  const wanted = readLock(join(root, 'package-lock.json'))
  if (wanted === null) return null
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.optional || entry.peer || entry.devOptional) continue
    if (installed[path]?.version !== entry.version)
      return `${path.replace(/^.*node_modules\//, '')} is not at ${entry.version}`
  }
  return null
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return null
  }
}
