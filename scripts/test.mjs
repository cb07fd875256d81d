#!/usr/bin/env node
import './require-node.mjs'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBuild } from './ensure-build.mjs'
import { ensureNpmPackages } from './ensure-npm-packages.mjs'
import { ensureSystemPackages } from './ensure-system-packages.mjs'
import { run } from './run.mjs'

/**
 * `npm test`: installs what is missing, builds, and runs everything; each check and each test counts as one. Arguments
 * go to vitest, and then the checks are left out. With CI=true a lab that cannot be built is a failure.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const filters = process.argv.slice(2)
const isCi = process.env.CI === 'true' || process.env.CI === '1'

/** The lab's network, the oracle, the browser, and what node-pty needs to compile. */
const systemPackages = [
  ...['docker.io', 'iptables', 'iproute2', 'conntrack', 'tcpdump', 'iputils-ping', 'traceroute', 'busybox-static'],
  ...[
    'tshark',
    'zip',
    'unzip',
    'chromium',
    'xvfb',
    'fonts-noto-cjk',
    'procps',
    'util-linux',
    'python3',
    'make',
    'g++',
    'git',
    'ffmpeg',
  ],
]

const checks = [
  ['types', 'typescript/bin/tsc', ['-b']],
  ['lint', 'eslint/bin/eslint.js', ['.']],
  ['format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
  ['imports', 'dependency-cruiser/bin/dependency-cruise.mjs', importArguments()],
  ['unused code', 'knip/bin/knip.js', []],
]

process.chdir(root)
const total = { passed: 0, failed: 0, skipped: 0 }

prepare()
const problem = await ensureBuild(root)
count('build', problem === null)
if (problem !== null) console.error(problem)
if (filters.length === 0) for (const check of checks) runCheck(...check)
if (problem === null) runTests()
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed === 0 ? 0 : 1)

function prepare() {
  const missing = process.platform === 'linux' ? ensureSystemPackages(systemPackages) : null
  if (missing !== null) {
    console.error(`Some tests need system packages that are not here. ${missing}`)
    if (isCi) finishEarly()
  }
  const problem = ensureNpmPackages(root)
  if (problem === null) return
  console.error(problem)
  finishEarly()
}

function finishEarly() {
  console.log('\n0 passed, 1 failed, 0 skipped')
  process.exit(1)
}

function importArguments() {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return scripts['check:imports'].split(' ').slice(1)
}

function runCheck(name, tool, args) {
  console.log(`\n── ${name}`)
  count(name, run(process.execPath, [join(root, 'node_modules', tool), ...args]) === 0)
}

function count(name, isPassed) {
  total[isPassed ? 'passed' : 'failed'] += 1
  if (!isPassed) console.log(`FAILED: ${name}`)
}

function runTests() {
  console.log('\n── tests')
  const canRunLab = process.platform === 'linux' && process.getuid() === 0
  const projects = canRunLab || isCi ? [] : ['--project=!lab']
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-test-'))
  try {
    const report = join(folder, 'vitest.json')
    const code = vitest([
      'run',
      ...projects,
      ...filters,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ])
    const { numPassedTests, numFailedTests, numTotalTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
    total.passed += numPassedTests
    total.skipped += numTotalTests - numPassedTests - numFailedTests
    // A file that could not be loaded has no tests to count, and an error outside of tests fails the run all the same.
    const broken = testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    ).length
    total.failed += Math.max(numFailedTests + broken, code === 0 ? 0 : 1)
    if (projects.length > 0) skipLab(join(folder, 'lab.json'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function skipLab(list) {
  const code = vitest(['list', '--project=lab', `--json=${list}`])
  const tests = code === 0 ? JSON.parse(readFileSync(list, 'utf8')).length : 0
  total.skipped += tests
  console.log(`\nSKIPPED: ${tests} lab tests, which build real Docker networks and need root: sudo npm test`)
}

function vitest(args) {
  return run(process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), ...args])
}
