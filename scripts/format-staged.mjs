import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * The pre-commit hook: formats the files of the commit. A file of which only a part is staged is left alone, because
 * formatting it would stage the rest; `npm run check` finds it later.
 */
process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const prettier = 'node_modules/prettier/bin/prettier.cjs'
const partly = new Set(listFiles('diff', '--name-only'))
const files = listFiles('diff', '--cached', '--name-only', '--diff-filter=ACMR').filter((file) => !partly.has(file))
if (files.length > 0 && existsSync(prettier)) {
  execFileSync(process.execPath, [prettier, '--write', '--ignore-unknown', '--log-level', 'warn', '--', ...files], {
    stdio: 'inherit',
  })
  execFileSync('git', ['add', '--', ...files])
}

function listFiles(...args) {
  return execFileSync('git', [...args, '-z'], { encoding: 'utf8' })
    .split('\0')
    .filter(Boolean)
}
