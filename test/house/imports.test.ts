import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** One line of code in one file each, with the rule that must refuse it; null where none may. */
const planted: readonly (readonly [file: string, line: string, rule: RegExp | null])[] = [
  ['src/core/decode/planted.ts', "import '../topology/target'", /^core\/decode imports only/],
  ['src/core/decode/reads-disk.ts', "import 'node:fs'", /^core uses only/],
  ['src/core/topology/planted.ts', "import '../decode/target'", /^core\/topology imports only/],
  ['src/core/correlate/planted.ts', "import '../journey/target'", /^core\/correlate imports only/],
  ['src/core/journey/planted.ts', "import '../playback/target'", /^core\/journey imports only/],
  ['src/core/playback/planted.ts', "import 'valibot'", /^core uses only/],
  ['src/core/recording/planted.ts', "import '../../contract/target'", /^core\/recording imports only/],
  ['src/contract/planted.ts', "import 'ws'", /^contract uses only/],
  ['src/contract/planted-tracer.ts', "import '../tracer/target'", /^contract imports only/],
  ['src/tracer/planted.ts', "import '../main/target'", /^tracer imports only/],
  ['src/preload/planted.ts', "import '../tracer/target'", /^preload imports only/],
  ['src/main/planted.ts', "import '../renderer/target'", /^main imports only/],
  ['src/serve/planted.ts', "import '../main/target'", /^serve imports only/],
  ['src/cli/planted.ts', "import '../main/target'", /^cli imports only/],
  ['src/renderer/planted.ts', "import type {} from '../tracer/target'", /^renderer imports only/],
  ['src/renderer/scene/planted.ts', "import '../state/target'", /^renderer\/scene imports only/],
  ['src/renderer/scene/planted-react.ts', "import 'react'", /^renderer\/scene uses only/],
  ['src/core/decode/cycle-a.ts', "import './cycle-b'", /^no cycles$/],
  ['src/cli/planted-test.ts', "import '../../test/lab/target'", /^src never imports test or scripts$/],
  ['src/cli/planted-ghost.ts', "import './no-such-file'", /^nothing unresolved$/],
  ['src/core/correlate/allowed.ts', "import '../decode/target'", null],
  ['src/contract/allowed.ts', "import 'valibot'", null],
  ['src/tracer/allowed.ts', "import '../core/journey/target'", null],
  ['src/serve/allowed.ts', "import '../tracer/target'", null],
  ['src/cli/allowed.ts', "import '../serve/target'", null],
  ['src/renderer/allowed.ts', "import './scene/target'", null],
]

interface Violation {
  readonly from: string
  readonly rule: { readonly name: string }
}

let house = ''
let violations: readonly Violation[] = []

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'hopscope-imports-'))
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.base.json', 'package.json'])
    cpSync(join(root, file), join(house, file))
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'))
  for (const [file, line] of planted) {
    write(file, `${line}\n`)
    const target = /'(\.[^']*\/target)'/.exec(line)?.[1]
    if (target) write(join(dirname(file), `${target}.ts`), 'export {}\n')
  }
  write('src/core/decode/cycle-b.ts', "import './cycle-a'\n")
  const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const args = [
    'src',
    'test',
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    '--output-to',
    'report.json',
  ]
  const { stderr } = spawnSync(process.execPath, [tool, ...args], { cwd: house, encoding: 'utf8' })
  expect(stderr).toBe('')
  const report = JSON.parse(readFileSync(join(house, 'report.json'), 'utf8')) as {
    summary: { violations: Violation[] }
  }
  violations = report.summary.violations
}, 60_000)

afterAll(() => rmSync(house, { recursive: true, force: true }))

function write(file: string, text: string): void {
  mkdirSync(dirname(join(house, file)), { recursive: true })
  writeFileSync(join(house, file), text)
}

describe('the table of imports', () => {
  it.each(planted.filter(([, , rule]) => rule !== null))('refuses %s: %s', (file, _line, rule) => {
    const names = violations.filter(({ from }) => from === file).map((violation) => violation.rule.name)
    expect(names).toEqual([expect.stringMatching(rule!)])
  })

  it.each(planted.filter(([, , rule]) => rule === null))('allows %s: %s', (file) => {
    expect(violations.filter(({ from }) => from === file)).toEqual([])
  })
})
