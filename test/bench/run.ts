import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Bench, Measure } from './measure'

/** Every benchmark by name; its code is loaded when it runs. */
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  live: async () => (await import('./live-bench')).liveBench,
  open: async () => (await import('./open-bench')).openBench,
  decode: async () => (await import('./decode-bench')).decodeBench,
  paint: async () => (await import('./paint-bench')).paintBench,
  list: async () => (await import('./list-bench')).listBench,
  history: async () => (await import('./history-bench')).historyBench,
  idle: async () => (await import('./idle-bench')).idleBench,
  start: async () => (await import('./start-bench')).startBench,
  scene: async () => (await import('./scene-bench')).sceneBench,
  text: async () => (await import('./text-bench')).textBench,
  lesson: async () => (await import('./lesson-bench')).lessonBench,
  page: async () => (await import('./page-bench')).pageBench,
  video: async () => (await import('./video-bench')).videoBench,
}

/** A figure may be this much worse than the baseline before it counts as a step back: two runs differ by about half. */
const tolerance = 0.3

const baselinePath = join(import.meta.dirname, 'baseline.json')
type Baseline = Readonly<Record<string, number>>

/**
 * `npm run bench -- [NAME…] [--update]`: runs the benchmarks one after the other, prints each figure beside its target and
 * the committed baseline, and fails when one is worse than its target or clearly worse than the baseline. `--update` makes
 * what was measured the baseline.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { update: { type: 'boolean' } } })
  const unknown = positionals.find((name) => !Object.hasOwn(benches, name))
  if (unknown !== undefined) {
    console.error(`There is no benchmark "${unknown}"; there are: ${Object.keys(benches).join(', ')}.`)
    return 2
  }
  const baseline = JSON.parse(readFileSync(baselinePath, 'utf8')) as Baseline
  const measures: Measure[] = []
  let failures = 0
  for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
    console.error(`— ${name}`)
    try {
      const bench = await benches[name]!()
      measures.push(
        ...(await bench((line) => {
          console.error(`  ${line}`)
        })),
      )
    } catch (error) {
      failures++
      console.error(`  ${name} could not be measured: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  for (const measure of measures) {
    const judgement = judge(measure, baseline[measure.name])
    if (judgement.isBad) failures++
    console.log(judgement.line)
  }
  if (values.update) {
    const updated = { ...baseline, ...Object.fromEntries(measures.map(({ name, value }) => [name, round(value)])) }
    writeFileSync(baselinePath, `${JSON.stringify(updated, null, 2)}\n`)
  }
  return failures === 0 ? 0 : 1
}

function judge(measure: Measure, before: number | undefined): { line: string; isBad: boolean } {
  const { name, value, unit, target, isMoreBetter } = measure
  const misses = target !== null && (isMoreBetter ? value < target : value > target)
  const limit = before === undefined ? null : isMoreBetter ? before * (1 - tolerance) : before * (1 + tolerance)
  const falls = limit !== null && (isMoreBetter ? value < limit : value > limit)
  const verdict = misses ? 'MISSES TARGET' : falls ? 'WORSE THAN BASELINE' : 'ok'
  const columns = [
    name.padEnd(58),
    `${round(value)} ${unit}`.padStart(18),
    (target === null ? '' : `${isMoreBetter ? '≥' : '≤'} ${target}`).padStart(10),
    (before === undefined ? 'new' : `was ${before}`).padStart(16),
  ]
  return { line: `${columns.join(' ')}  ${verdict}`, isBad: misses || falls }
}

const round = (value: number): number => Number(value.toPrecision(4))

process.exitCode = await main()
