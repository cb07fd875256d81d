import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { launchHopscope } from '../e2e/launch-hopscope'
import { createTestLab } from '../lab/test-lab'
import type { Measure } from './measure'

const seconds = 20

/**
 * The share of one core that a live view takes while nothing is sent: every interface of the lab is captured and the screen
 * is shown in Chromium without a GPU. Counted is the processor time of all processes that Hopscope started, its tcpdumps
 * and pseudo-terminals among them, and of the browser's.
 */
export async function idleBench(log: (line: string) => void): Promise<readonly Measure[]> {
  const lab = await createTestLab('idle-bench')
  try {
    await lab.up()
    const hopscope = await launchHopscope({ host: 'browser', environment: lab.environment })
    try {
      const { page } = hopscope
      await page.getByRole('button', { name: 'Start capture' }).click()
      await page.getByText(/^Live · \d+ captures$/).waitFor()
      // What the start itself costs is no measure of rest.
      await setTimeout(5000)
      const before = readTimes()
      const started = performance.now()
      await setTimeout(seconds * 1000)
      const share = shareOf(hopscope.pid, before, readTimes(), performance.now() - started, log)
      return [{ name: 'idle live view, of one core', value: share, unit: '%', isMoreBetter: false, target: 3 }]
    } finally {
      await hopscope.close()
    }
  } finally {
    await lab.down()
  }
}

interface ProcessTime {
  readonly name: string
  readonly parent: number
  readonly ticks: number
}

/** Clock ticks of Linux are 10 ms for every program (USER_HZ). */
const millisecondsPerTick = 10

function readTimes(): ReadonlyMap<number, ProcessTime> {
  const times = new Map<number, ProcessTime>()
  for (const pid of readdirSync('/proc').map(Number)) {
    if (!(pid > 1)) continue
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      // utime, stime and those of children that have ended: a command that is run again and again counts too.
      const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0)
      times.set(pid, { name, parent: Number(fields[1]), ticks })
    } catch {
      // It ended while we looked.
    }
  }
  return times
}

/** The processes that a launch started, and the browser's: below `server`, or Chromium below this process. */
function belongs(pid: number, server: number, times: ReadonlyMap<number, ProcessTime>): boolean {
  const isBrowser = times.get(pid)?.name.startsWith('chrom') === true
  for (let at = pid; at > 1; at = times.get(at)?.parent ?? 0) {
    if (at === server || (isBrowser && at === process.pid)) return true
  }
  return false
}

function shareOf(
  server: number,
  before: ReadonlyMap<number, ProcessTime>,
  after: ReadonlyMap<number, ProcessTime>,
  elapsed: number,
  log: (line: string) => void,
): number {
  const byName = new Map<string, number>()
  for (const [pid, { name, ticks }] of after) {
    const spent = ticks - (before.get(pid)?.ticks ?? 0)
    if (spent > 0 && belongs(pid, server, after)) byName.set(name, (byName.get(name) ?? 0) + spent)
  }
  const percent = (ticks: number) => (ticks * millisecondsPerTick * 100) / elapsed
  for (const [name, ticks] of byName) log(`${name} ${percent(ticks).toFixed(2)} %`)
  return percent([...byName.values()].reduce((sum, ticks) => sum + ticks, 0))
}
