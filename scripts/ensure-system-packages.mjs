import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { run } from './run.mjs'

const policy = '/usr/sbin/policy-rc.d'

/**
 * Installs those of the named Debian packages that are missing, when this is Debian or Ubuntu and we are root. Returns
 * null when all are there, else a sentence with the exact command.
 */
export function ensureSystemPackages(names) {
  if (!existsSync('/usr/bin/dpkg-query')) {
    const absent = names.filter((name) => !isProgram(name))
    return absent.length === 0
      ? null
      : `These are missing; install them with this system's packages: ${absent.join(' ')}`
  }
  const missing = missingPackages(names)
  if (missing.length === 0) return null
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.getuid() !== 0) return `Run: sudo ${command}`
  console.error(`Installing system packages: ${missing.join(' ')}.`)
  const code = withoutServices(() => aptGet(['update']) || aptGet(command.split(' ').slice(1)))
  return code === 0 ? null : `System packages could not be installed. Run: apt-get update && ${command}`
}

function missingPackages(names) {
  const query = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...names], {
    encoding: 'utf8',
  })
  const installed = new Set(query.stdout.split('\n').flatMap((line) => line.match(/^(\S+) installed$/)?.[1] ?? []))
  return names.filter((name) => !installed.has(name))
}

function aptGet(args) {
  return run('apt-get', ['-q', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', process.stderr, process.stderr],
  })
}

/** Debian starts what it installs, and a dockerd of the machine's own is not wanted here. */
function withoutServices(action) {
  if (existsSync(policy)) return action()
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return action()
  } finally {
    rmSync(policy, { force: true })
  }
}

function isProgram(name) {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', name]).status === 0
}
