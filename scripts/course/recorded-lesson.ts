import type { Topology } from '../../src/core/topology/topology'
import type { Lab } from '../../test/lab/lab'
import { requireCommand } from '../../test/lab/run-command'
import { traceLab, type TerminalPiece } from '../trace-lab'
import type { LessonScript } from './lesson-script'

/** A take as it was recorded: its time in milliseconds since the Unix epoch, and the network around it. */
export interface RecordedTake {
  readonly id: string
  readonly from: number
  readonly to: number
  readonly before: Topology
  readonly after: Topology
}

/** All that a lesson's script is told with. */
export interface RecordedLesson {
  readonly capture: Uint8Array
  /** The whole network, before the first take. */
  readonly topology: Topology
  readonly takes: readonly RecordedTake[]
  readonly terminals: readonly TerminalPiece[]
}

/** Records a lesson's takes one after the other, each in a lab that was mended after the one before. */
export async function recordLesson(lab: Lab, script: LessonScript): Promise<RecordedLesson> {
  const options = {
    ...script,
    beforeCaptures: async () => {
      await script.beforeCaptures?.(lab)
      await forgetTraffic(lab)
    },
  }
  const { result, saved } = await traceLab(lab, options, async (traced) => {
    const topology = await traced.discover()
    const takes: RecordedTake[] = []
    for (const take of script.takes) {
      const undo = await take.break?.(lab)
      try {
        const before = await traced.discover()
        const from = Date.now()
        await take.play(traced)
        const to = Date.now()
        takes.push({ id: take.id, from, to, before, after: await traced.discover() })
      } finally {
        await undo?.()
      }
    }
    const terminals = traced.pieces().filter(({ time }) => time >= takes[0]!.from)
    return { topology, takes, terminals }
  })
  return { ...result, capture: saved.capture }
}

/** What happened before the lesson is none of its facts: connections, what rules have counted, MTUs of paths. */
async function forgetTraffic(lab: Lab): Promise<void> {
  for (const container of ['container1', 'container2']) {
    await requireCommand(await lab.inContainer(container, ['ip', 'route', 'flush', 'cache']))
  }
  await lab.run('wsl', ['conntrack', '-F'])
  for (const table of ['nat', 'filter', 'mangle', 'raw']) await lab.run('wsl', ['iptables', '-w', '-t', table, '-Z'])
}
