import { spawnSync } from 'node:child_process'

/**
 * Runs a command to its end with the terminal's own streams, unless `options` says otherwise; returns its exit code,
 * 127 when it could not be started.
 */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options })
  return result.status ?? (result.error ? 127 : 1)
}

/** Runs npm with the Node that runs this script; npm is a shell script on Windows, hence the shell there. */
export function runNpm(args, options = {}) {
  const cli = process.env.npm_execpath
  if (cli?.endsWith('.js')) return run(process.execPath, [cli, ...args], options)
  return run('npm', args, { ...options, shell: process.platform === 'win32' })
}
