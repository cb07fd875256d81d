import { existsSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildStampPath, fingerprintSources, isBuilt, writeBuildStamp } from './is-built.mjs'
import { run } from './run.mjs'

/**
 * Builds out/ when a source changed since the last build. Returns a sentence that says why it could not, null when out/
 * is up to date. Processes that want to build at the same time build once.
 */
export async function ensureBuild(root) {
  if (isBuilt(root)) return null
  mkdirSync(join(root, '.cache'), { recursive: true })
  const lock = join(root, '.cache', 'build.lock')
  while (!takeLock(lock)) await released(root, lock)
  try {
    return isBuilt(root) ? null : build(root)
  } finally {
    rmSync(lock, { force: true })
  }
}

function build(root) {
  console.error('Building Hopscope: its sources changed since the last build.')
  // What is edited during the build counts as a change after it.
  const sources = fingerprintSources(root)
  const content = sources.readContent()
  rmSync(buildStampPath(root), { force: true })
  const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const code = run(process.execPath, [tool, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
  })
  if (code !== 0) return 'The build failed: its message is above.'
  writeBuildStamp(root, sources.times, content)
  return null
}

/** True when this process now holds the lock; one left by a process that is gone is taken over. */
function takeLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  if (!isAlive(lock)) rmSync(lock, { force: true })
  return false
}

function isAlive(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')) || process.pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Waits until another process releases the lock; looks again each second in case it died. */
function released(root, lock) {
  return new Promise((resolve) => {
    const done = () => {
      watcher.close()
      clearInterval(timer)
      resolve()
    }
    const look = () => {
      if (!existsSync(lock) || !isAlive(lock)) done()
    }
    const watcher = watch(join(root, '.cache'), look)
    const timer = setInterval(look, 1000)
    look()
  })
}
