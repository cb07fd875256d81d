import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** After `npm install` in a clone: git uses .githooks, unless it was told to use others. */
if (existsSync('.git') && git('config', 'core.hooksPath').status === 1) git('config', 'core.hooksPath', '.githooks')

function git(...args) {
  return spawnSync('git', args, { stdio: 'ignore' })
}
