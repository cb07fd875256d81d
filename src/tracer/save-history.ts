import { rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, parse } from 'node:path'
import { RequestError, type Problem } from '../contract/messages'
import { emptyTopology, type Topology } from '../core/topology/topology'
import type { CaptureHistory } from './capture/capture-history'
import { writeRecording } from './write-recording'

/**
 * Saves what the running or last session captured where the user says, and beside it the map, `NAME.topology.json`; null
 * when cancelled.
 */
export async function saveHistory(options: {
  readonly history: CaptureHistory
  readonly topology: Topology | null
  readonly choosePath: (() => Promise<string | null>) | undefined
  readonly date?: Date
}): Promise<{ readonly path: string } | null> {
  const { history, topology, choosePath, date = new Date() } = options
  if (history.isEmpty()) {
    throw new RequestError({
      code: 'nothing-captured',
      message: 'Nothing was captured yet, so there is nothing to save.',
      values: {},
      command: null,
    })
  }
  const path = choosePath === undefined ? join(homedir(), defaultName(date)) : await choosePath()
  if (path === null) return null
  try {
    await writeRecording(path, history, topology ?? emptyTopology)
    if (topology !== null) await writeTopology(topologyPathOf(path), topology)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new RequestError({
      code: 'cannot-save',
      message: `The capture could not be saved to ${path}: ${reason}`,
      values: { path, reason },
      command: null,
    })
  }
  return { path }
}

/** Beside `a.pcapng` the map is `a.topology.json`; opened together they are what was seen. */
function topologyPathOf(path: string): string {
  const { dir, name } = parse(path)
  return join(dir, `${name}.topology.json`)
}

/** The file takes its name only when it is whole. */
async function writeTopology(path: string, topology: Topology): Promise<void> {
  const part = `${path}.part`
  try {
    await writeFile(part, `${JSON.stringify(topology, null, 2)}\n`)
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** To the millisecond, so that no two saves share a name: `hopscope-2026-11-25T02-10-00-123Z.pcapng`. */
function defaultName(date: Date): string {
  return `hopscope-${date.toISOString().replaceAll(/[:.]/g, '-')}.pcapng`
}

/** The newest frames were saved, and older ones had been let go before. */
export function savedInPart(path: string, frames: number): Problem {
  return {
    code: 'saved-in-part',
    message: `${path} begins late: ${frames} older frames no longer fitted into memory.`,
    values: { path, frames: String(frames) },
    command: 'npm run hopscope -- trace --from CONTAINER --to ADDRESS --write FILE.pcapng',
  }
}

/** A long recording is whole, and has no comments because they would have to be written into all of it. */
export function keptWithoutComments(path: string): Problem {
  return {
    code: 'kept-without-comments',
    message: `${path} holds every frame, without comments: the trace was too long to add them.`,
    values: { path },
    command: null,
  }
}
