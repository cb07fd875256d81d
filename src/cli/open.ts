import { readFileSync, statSync } from 'node:fs'
import { createJourneyTracker } from '../core/journey/create-journey-tracker'
import { JourneyLineWriter } from '../core/journey/journey-line-writer'
import type { Journey } from '../core/journey/journey'
import { emptyTopology, type InterfaceId, type Topology } from '../core/topology/topology'
import { unreadable } from './capture-file'
import { createLossBook } from './loss-book'
import { openCaptures } from './merge-captures'
import { Output } from './output'
import { formatJourney } from './print-journey'
import { tell } from './printable'
import { writeStandardOutput } from './standard-output'
import { UserError } from './user-error'

/** What `hopscope open` was asked for. */
export interface OpenOptions {
  readonly files: readonly string[]
  /** Path of a topology.json, null without one. */
  readonly topology: string | null
  readonly isJson: boolean
}

/**
 * `hopscope open`: prints the journeys of capture files as they settle. Resolves to 0, or to 2 when a file was damaged and
 * only a part of it could be read; each damage is a line on stderr.
 */
export async function runOpen({ files, topology, isJson }: OpenOptions): Promise<number> {
  const output = new Output(writeStandardOutput)
  const lines = new JourneyLineWriter((line) => output.writeBytes(line))
  const map = topology === null ? emptyTopology : await readTopology(topology)
  const losses = createLossBook()
  const print = (journey: Journey): void => {
    output.write(formatJourney(journey))
    losses.hear(journey)
    losses.ask(journey)
  }
  const tracker = createJourneyTracker({
    topology: map,
    onSettled: isJson ? (journey: Journey) => lines.write(journey) : print,
  })
  const captured = new Set<InterfaceId>()
  const damages: string[] = []
  const captures = await openCaptures(files, earliestMidnight(files), {
    onSighting: (sighting) => {
      const { interface: id } = sighting.point
      if (id !== null) captured.add(id)
      tracker.add(sighting)
    },
    onWarning: (sentence) => {
      damages.push(sentence)
      tell(sentence)
    },
    onNote: tell,
  })
  try {
    while ((await captures.readOn()) && !output.isClosed) await output.drain()
  } finally {
    await captures.close()
  }
  tracker.end()
  // Without a map nothing could be said but where each was seen last.
  if (topology !== null && !isJson) output.write(losses.explain(map, captured, null))
  await output.flush()
  return damages.length > 0 ? 2 : 0
}

/** Text with times of day has no date: that of the file stands in, the earliest of several so that all share one. */
function earliestMidnight(files: readonly string[]): number {
  const days = files.flatMap((path) => {
    const stat = path === '-' ? undefined : statSync(path, { throwIfNoEntry: false })
    return stat ? [stat.mtime.setHours(0, 0, 0, 0)] : []
  })
  return days.length === 0 ? 0 : Math.min(...days) / 1000
}

async function readTopology(path: string): Promise<Topology> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw unreadable(path, error)
  }
  const { parseTopology } = await import('../contract/parse-topology')
  try {
    return parseTopology(JSON.parse(text))
  } catch (error) {
    throw new UserError(`${path} is no topology: ${error instanceof Error ? error.message : String(error)}`)
  }
}
