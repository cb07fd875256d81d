import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'

/**
 * Compares a text with `test/golden/<name>`. A changed one is written beside the old as `<name>.changed`, to be looked
 * at and moved over it when the change is meant; UPDATE_GOLDEN=1 does that for all.
 */
export function expectGolden(name: string, text: string): void {
  const file = path.join(import.meta.dirname, name)
  const changed = `${file}.changed`
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text)
  const golden = existsSync(file) ? readFileSync(file, 'utf8') : ''
  if (golden === text) {
    rmSync(changed, { force: true })
    return
  }
  writeFileSync(changed, text)
  expect.fail(`It differs from test/golden/${name}; the new one stands beside it as ${name}.changed.`)
}
