import * as v from 'valibot'
import { describeIssue } from '../contract/describe-issue'
import { RequestError } from '../contract/messages'
import { parseTopology } from '../contract/parse-topology'
import { describeProblem } from '../contract/problems'
import type { Lesson, LessonContent, TerminalOutput, TopologyChange } from '../core/lesson/lesson'
import { detectCaptureFormat } from '../core/recording/capture-format'
import { changesSchema, terminalsSchema } from './lesson-schema'
import { damaged, parseLesson } from './parse-lesson'
import { listZip, unpackEntry, ZipError } from './read-zip'

const mebibyte = 1 << 20

/** The parts of a `.hopscope` file, and how large each may be once unpacked. */
const parts = {
  'lesson.json': 64 * mebibyte,
  'recording.pcapng': 256 * mebibyte,
  'topology.json': 16 * mebibyte,
  'changes.json': 64 * mebibyte,
  'terminals.json': 64 * mebibyte,
  'narration.webm': 256 * mebibyte,
} as const

type Part = keyof typeof parts

/** Largest `.hopscope` file that is read. */
export const largestLessonFile = 256 * mebibyte
const mostEntries = 64

/**
 * Reads a `.hopscope` file. Nothing but its known parts is unpacked, into memory and up to a limit. Throws a
 * `RequestError` that names the part: `lesson-damaged`, `lesson-too-new`, `lesson-too-large` or `no-lesson`.
 */
export function readLessonFile(bytes: Uint8Array): LessonContent {
  const files = unpack(bytes)
  const lesson = parseLesson(readJson(files, 'lesson.json') ?? missing('lesson.json'))
  const capture = files.get('recording.pcapng') ?? missing('recording.pcapng')
  try {
    detectCaptureFormat(capture.subarray(0, 64 * 1024))
  } catch (error) {
    throw damaged('recording.pcapng', messageOf(error))
  }
  const topology = readTopology('topology.json', readJson(files, 'topology.json') ?? missing('topology.json'))
  return {
    lesson,
    capture,
    topology,
    changes: readChanges(readJson(files, 'changes.json')),
    terminals: readTerminals(readJson(files, 'terminals.json')),
    narration: readNarration(files.get('narration.webm')),
  }
}

/** The `lesson.json` of a `.hopscope` file alone, for a list of many: the other parts are not even unpacked. */
export function readLessonOnly(bytes: Uint8Array): Lesson {
  const files = unpack(bytes, (part) => part === 'lesson.json')
  return parseLesson(readJson(files, 'lesson.json') ?? missing('lesson.json'))
}

function unpack(bytes: Uint8Array, isWanted: (part: Part) => boolean = () => true): ReadonlyMap<Part, Uint8Array> {
  if (bytes.length > largestLessonFile) throw tooLarge('the file', largestLessonFile)
  if (bytes.length < 4 || bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    throw new RequestError(describeProblem('no-lesson', 'This is no lesson: a .hopscope file is a zip archive.'))
  }
  const files = new Map<Part, Uint8Array>()
  const seen = new Set<string>()
  for (const entry of attempt('the archive', () => listZip(bytes, mostEntries))) {
    // Windows' own packers write backslashes.
    const name = entry.name.replaceAll('\\', '/')
    if (isUnsafe(name)) throw damaged(quote(entry.name), 'its name leads out of the lesson')
    if (seen.has(name)) throw damaged(quote(entry.name), 'is there twice')
    seen.add(name)
    const part = partOf(name)
    if (part === null || !isWanted(part)) continue
    if (files.has(part)) throw damaged(part, 'is there twice')
    const limit = parts[part]
    if (entry.size > limit) throw tooLarge(part, limit)
    files.set(
      part,
      attempt(part, () => unpackEntry(bytes, entry, limit)),
    )
  }
  return files
}

function attempt<Result>(part: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw error instanceof ZipError ? damaged(part, error.message) : error
  }
}

/** A part by its name, also within one folder: that is how a folder is zipped by hand. */
function partOf(name: string): Part | null {
  const plain = name.replace(/^[^/]+\//, '')
  return Object.hasOwn(parts, plain) ? (plain as Part) : null
}

function isUnsafe(name: string): boolean {
  return name.startsWith('/') || name.includes('\0') || /^[a-z]:/i.test(name) || name.split('/').includes('..')
}

function readJson(files: ReadonlyMap<Part, Uint8Array>, part: Part): unknown {
  const bytes = files.get(part)
  if (bytes === undefined) return undefined
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown
  } catch (error) {
    throw damaged(part, messageOf(error))
  }
}

function readTopology(part: string, value: unknown) {
  try {
    return parseTopology(value)
  } catch (error) {
    throw damaged(part, error instanceof RequestError ? (error.problem.values['reason'] ?? '') : messageOf(error))
  }
}

function readChanges(value: unknown): readonly TopologyChange[] {
  if (value === undefined) return []
  const parsed = v.safeParse(changesSchema, value)
  if (!parsed.success) throw damaged('changes.json', describeIssue(parsed.issues[0]))
  return parsed.output
    .map(({ at, topology }, index) => ({ at, topology: readTopology(`changes.json[${index}]`, topology) }))
    .sort((a, b) => a.at - b.at)
}

function readTerminals(value: unknown): readonly TerminalOutput[] {
  if (value === undefined) return []
  const parsed = v.safeParse(terminalsSchema, value)
  if (!parsed.success) throw damaged('terminals.json', describeIssue(parsed.issues[0]))
  return [...parsed.output].sort((a, b) => a.at - b.at)
}

/** The EBML header, with which WebM begins. */
const ebml = [0x1a, 0x45, 0xdf, 0xa3]

function readNarration(bytes: Uint8Array | undefined): Uint8Array | null {
  if (bytes === undefined || bytes.length === 0) return null
  if (ebml.some((byte, index) => bytes[index] !== byte)) throw damaged('narration.webm', 'is no WebM')
  return bytes
}

function missing(part: Part): never {
  throw damaged(part, 'is missing')
}

function tooLarge(part: string, limit: number): RequestError {
  const mebibytes = String(limit / mebibyte)
  const message = `The lesson is too large: ${part} has more than ${mebibytes} MiB.`
  return new RequestError(describeProblem('lesson-too-large', message, { part, limit: mebibytes }))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function quote(name: string): string {
  return JSON.stringify(name.slice(0, 80))
}
