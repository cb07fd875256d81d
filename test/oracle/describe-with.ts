import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'vitest'

/**
 * A `describe` that needs programs of this machine as its judge. Without one of them the tests are skipped and say so;
 * with CI=true that is a failure.
 */
export function describeWith(tools: readonly string[], name: string, body: () => void): void {
  const missing = tools.filter((tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).error !== undefined)
  if (missing.length === 0) {
    describe(name, body)
    return
  }
  const reason = `${name}: skipped, because ${missing.join(' and ')} is not installed`
  if (process.env.CI === 'true') {
    test(name, () => {
      throw new Error(reason)
    })
    return
  }
  console.warn(reason)
  describe.skip(name, body)
}

/**
 * Runs a program on a file with that content and returns its standard output; throws with its standard error when it
 * fails. `args` gets the file's path. tshark refuses a pipe.
 */
export function runToolOn(content: Uint8Array, tool: string, args: (path: string) => readonly string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-oracle-'))
  try {
    const path = join(folder, 'input')
    writeFileSync(path, content)
    const result = spawnSync(tool, args(path), { maxBuffer: 1 << 28, env: { ...process.env, TZ: 'UTC', LC_ALL: 'C' } })
    if (result.status !== 0) throw new Error(`${tool} failed: ${result.stderr.toString()}`)
    return result.stdout
  } finally {
    rmSync(folder, { recursive: true })
  }
}
