import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const files = ['package.json', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig.base.json']
const folders = ['src']

/**
 * Whether out/ was built from the sources as they are now. They are compared by size and time, which takes a few
 * milliseconds, and by content when those differ. True in an installed package, which has no sources.
 */
export function isBuilt(root) {
  if (!existsSync(join(root, 'src'))) return true
  let stamp
  try {
    stamp = JSON.parse(readFileSync(buildStampPath(root), 'utf8'))
  } catch {
    return false
  }
  const now = fingerprintSources(root)
  if (stamp.times === now.times) return true
  const content = now.readContent()
  if (stamp.content !== content) return false
  writeBuildStamp(root, now.times, content)
  return true
}

/** Says what the sources are now: `times` cheaply, `readContent()` by reading every file. */
export function fingerprintSources(root) {
  const sources = listSources(root)
  const times = JSON.stringify(sources)
  return { times, readContent: () => hashContent(root, sources) }
}

/** Remembers what out/ was built from. */
export function writeBuildStamp(root, times, content) {
  mkdirSync(join(root, 'out'), { recursive: true })
  writeFileSync(buildStampPath(root), JSON.stringify({ times, content }))
}

/** Where the stamp lies; without the file, out/ counts as stale. */
export function buildStampPath(root) {
  return join(root, 'out', 'build-stamp.json')
}

/** [path, size, time] of every source, in a fixed order. */
function listSources(root) {
  const sources = []
  const add = (path) => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false })
    if (stat?.isFile()) sources.push([path, stat.size, stat.mtimeMs])
  }
  const walk = (folder) => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) walk(path)
      else if (!/\.test\.tsx?$|\.md$/.test(entry.name)) add(path)
    }
  }
  files.forEach(add)
  folders.forEach(walk)
  return sources
}

function hashContent(root, sources) {
  // Loading it takes milliseconds, and this is rarely needed.
  const { createHash } = process.getBuiltinModule('node:crypto')
  const hash = createHash('sha256')
  for (const [path, size] of sources) hash.update(`${path}\0${size}\0`).update(readFileSync(join(root, path)))
  return hash.digest('hex')
}
