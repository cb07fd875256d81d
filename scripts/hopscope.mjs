#!/usr/bin/env node
import './require-node.mjs'
import { fileURLToPath } from 'node:url'
import { isBuilt } from './is-built.mjs'

/** The command `hopscope`: builds first when this is a clone whose sources changed, then runs src/cli in this process. */
const root = fileURLToPath(new URL('..', import.meta.url))
const problem = isBuilt(root) ? null : await prepare()
if (problem === null) {
  if (['trace', 'topology', 'serve', 'doctor'].includes(process.argv[2])) {
    const { enterLab } = await import('./enter-lab.mjs')
    enterLab()
  }
  const { main } = await import('../out/main/hopscope.js')
  process.exitCode = await main(process.argv.slice(2), root)
  // All output of `open` has been taken by now; freeing what a large file left in memory would only cost time. On Windows
  // standard error may still be on its way.
  if (process.argv[2] === 'open' && process.platform !== 'win32') process.exit()
} else {
  console.error(problem)
  process.exitCode = 2
}

async function prepare() {
  const { ensureNpmPackages } = await import('./ensure-npm-packages.mjs')
  const { ensureBuild } = await import('./ensure-build.mjs')
  return ensureNpmPackages(root) ?? (await ensureBuild(root))
}
