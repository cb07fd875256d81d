import { RequestError } from '../../contract/messages'
import { parseTopology } from '../../contract/parse-topology'
import { describeProblem } from '../../contract/problems'
import type { Topology } from '../../core/topology/topology'
import type { CaptureBytes } from './read-captures'
import type { RecordingFiles } from './read-recording'

/** A recording is held in memory as a whole; what is larger is for the command line, which streams. */
const mostBytes = 512 * 1024 * 1024
const braceAndSpaces = /^[\s\uFEFF]*\{/

/**
 * The user's own files as one recording: captures, and at most one map as `hopscope topology --json` prints it. Rejects
 * with a `RequestError`: `no-capture-file`, `two-maps`, `file-too-large`, `file-unreadable` or `invalid-topology`.
 */
export async function readOwnFiles(files: readonly File[]): Promise<RecordingFiles> {
  const size = files.reduce((sum, file) => sum + file.size, 0)
  if (size > mostBytes) throw tooLarge(files)
  const captures: CaptureBytes[] = []
  let topology: Topology | null = null
  for (const file of files) {
    const bytes = await readBytes(file)
    if (!braceAndSpaces.test(new TextDecoder().decode(bytes.subarray(0, 64)))) {
      captures.push({ name: file.name, bytes, midnight: midnightOf(file) })
    } else if (topology === null) {
      topology = readTopology(file.name, bytes)
    } else {
      throw new RequestError(
        describeProblem('two-maps', `${file.name} is a second map; one belongs to a recording.`, { name: file.name }),
      )
    }
  }
  if (captures.length === 0) {
    const message = 'There is no capture among these files: choose a pcapng or pcap file, or the text of tcpdump -xx.'
    throw new RequestError(describeProblem('no-capture-file', message))
  }
  // Undated times of files that were captured together count from the same midnight.
  const midnight = Math.min(...captures.map((capture) => capture.midnight))
  return { captures: captures.map((capture) => ({ ...capture, midnight })), topology }
}

/** What the screen calls these files together. */
export function nameOfFiles(files: readonly File[]): string {
  const captures = files.filter(({ name }) => !name.endsWith('.json'))
  return (captures.length > 0 ? captures : files).map(({ name }) => name).join(', ')
}

async function readBytes(file: File): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch (error) {
    // A folder, a file that is gone, or one that this user may not read.
    const reason = error instanceof Error ? error.message : String(error)
    const values = { name: file.name, reason }
    throw new RequestError(describeProblem('file-unreadable', `${file.name} cannot be read: ${reason}`, values))
  }
}

function readTopology(name: string, bytes: Uint8Array): Topology {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder().decode(bytes))
  } catch (error) {
    const reason = `${name}: ${error instanceof Error ? error.message : String(error)}`
    throw new RequestError(describeProblem('invalid-topology', `The topology is damaged at ${reason}.`, { reason }))
  }
  return parseTopology(value)
}

function tooLarge(files: readonly File[]): RequestError {
  const name = nameOfFiles(files)
  const limit = String(mostBytes / (1024 * 1024))
  const message = `${name} is larger than ${limit} MiB, too large to be shown as a whole; the command line reads it piece by piece.`
  return new RequestError(
    describeProblem('file-too-large', message, { name, limit }, 'npm run hopscope -- open FILE --topology FILE.json'),
  )
}

function midnightOf(file: File): number {
  return new Date(file.lastModified).setHours(0, 0, 0, 0) / 1000
}
