import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { articleTopology } from '../../../test/fixtures/article-topology'
import { sampleSightings } from '../../../test/gallery/sample-recording'
import type { LessonRecording, Problem, RequestError } from '../../contract/messages'
import type { LessonContent } from '../../core/lesson/lesson'
import { refOfSighting } from '../../core/lesson/packet-ref'
import { createPcapngReader } from '../../core/recording/pcapng-reader'
import { CaptureFormatError } from '../../core/recording/recording'
import { readLessonFile } from '../../lesson-file/read-lesson-file'
import { createCaptureHistory, type CaptureHistory } from '../capture/capture-history'
import { createEventHub, type EventHub } from '../event-hub'
import type { Network } from '../network'
import type { FrameSink, TraceControl } from '../trace-control'
import { createLessons, type Lessons } from './create-lessons'
import { folderFiles } from './lesson-folder'

const sightings = sampleSightings(3)
const terminal = { id: 7, kind: 'shell', title: 'container1' } as const

let folder: string
let hub: EventHub
let lessons: Lessons
let sinks: Set<FrameSink>
let started: (string | null)[]
let problems: Problem[]
let last: LessonRecording | null
let leave: () => void
let history: CaptureHistory
let now: number
let slept: number

function prepare(): void {
  hub = createEventHub()
  sinks = new Set()
  started = []
  problems = []
  last = null
  history = createCaptureHistory()
  const trace: Pick<TraceControl, 'isIdle' | 'start' | 'ready' | 'tap' | 'captured'> = {
    captured: () => history,
    isIdle: () => started.length === 0,
    start: async (_interfaces, filter) => void started.push(filter),
    ready: async () => undefined,
    tap: (sink) => {
      sinks.add(sink)
      return () => sinks.delete(sink)
    },
  }
  const network: Pick<Network, 'topology'> = { topology: () => articleTopology }
  lessons = createLessons({
    hub,
    network: network as Network,
    trace: trace as TraceControl,
    now: () => now,
    uptime: () => now + slept,
    resourcesDirectory: join(folder, 'nowhere'),
    dataDirectory: folder,
  })
  leave = hub.subscribe((name, event) => {
    if (name === 'problem') problems.push(event as Problem)
    if (name === 'lessonRecording') last = event as LessonRecording
  })
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'], now: 1_795_000_000_000 })
  folder = await mkdtemp(join(tmpdir(), 'hopscope-recorder-'))
  now = 1_000
  slept = 0
  prepare()
})
afterEach(async () => {
  await lessons.close()
  vi.useRealTimers()
  await rm(folder, { recursive: true, force: true })
})

/** Time goes on by as much on both clocks, in the recorder's own beat. */
function pass(milliseconds: number): void {
  for (let left = milliseconds; left > 0; left -= 500) {
    now += Math.min(500, left)
    vi.advanceTimersByTime(Math.min(500, left))
  }
}
const capture = (from: number, to: number) => {
  for (const sighting of sightings.slice(from, to)) for (const sink of sinks) sink.add(sighting)
}
const { recordLesson, pauseLesson, noteLesson, lessonVoice, stopLesson, openLesson, listLessons } = new Proxy(
  {} as Lessons['handlers'],
  { get: (_, name: keyof Lessons['handlers']) => (params: never) => lessons.handlers[name](params) },
)
const read = async (id: string): Promise<LessonContent> => readLessonFile((await openLesson({ id })).bytes)
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as RequestError).problem.code,
  )

describe('the recorder of lessons', () => {
  it('starts captures once, records one lesson at a time, and tells how it stands', async () => {
    const { id } = await recordLesson({ filter: 'icmp' })
    expect(started).toEqual(['icmp'])
    expect(await codeOf(recordLesson({ filter: null }))).toBe('already-recording')
    capture(0, 40)
    pass(2_000)
    await expect.poll(() => last?.elapsed).toBe(2_000)
    expect(last).toMatchObject({ id, state: 'recording', problem: null })
    expect(last!.bytes).toBeGreaterThan(1_000)
    expect(last!.freeBytes).toBeGreaterThan(0)
    expect(await stopLesson(null)).toMatchObject({ id, duration: 2_000, isBuiltIn: false })
    expect(last).toMatchObject({ id, state: 'ended' })
    expect(await codeOf(pauseLesson({ isPaused: true }))).toBe('nothing-recorded')
    await recordLesson({ filter: null })
    expect(started).toEqual(['icmp'])
    expect((await listLessons(null)).map((info) => info.id)).toEqual([id])
  })

  it('keeps what was captured before only when the teacher shows it', async () => {
    const [first, second, third] = [1, 2, 3].map((ping) =>
      sightings.filter(({ seconds }) => seconds === sightings[0]!.seconds + ping - 1),
    )
    const idle = { ...sightings[0]!.point, index: 90, interfaceName: 'idle' }
    history.listening(idle, 1)
    for (const sighting of [...first!, ...second!]) history.add(sighting)
    const { id } = await recordLesson({ filter: null })
    for (const sighting of third!) for (const sink of sinks) sink.add(sighting)
    const packet = refOfSighting(second![2]!)
    await noteLesson({ id, notes: [{ kind: 'select', at: 0, packet, interface: null }] })
    pass(500)
    await stopLesson(null)
    const { capture: frames, lesson } = await read(id)
    const { names, seconds } = readFrames(frames)
    expect(new Set(seconds)).toEqual(new Set([...second!, ...third!].map((each) => each.seconds)))
    expect(seconds).toHaveLength(second!.length + third!.length)
    expect(names).toContain('idle')
    expect(lesson.moves).toEqual([{ kind: 'select', at: 0, packet: refOfSighting(second![0]!), interface: null }])
  })

  it('leaves out the time in which the computer slept, says so, and marks where that was', async () => {
    const { id } = await recordLesson({ filter: null })
    pass(3_000)
    slept += 3_600_000
    pass(1_000)
    expect(problems.map(({ code, values }) => [code, values['seconds']])).toEqual([['lesson-slept', '3600']])
    await expect.poll(() => last?.elapsed).toBe(4_000)
    await stopLesson(null)
    const { lesson } = await read(id)
    expect([lesson.duration, lesson.markers.map(({ at }) => at)]).toEqual([4_000, [3_500]])
  })

  it('ends by itself when nobody has watched for a while', async () => {
    const { id } = await recordLesson({ filter: null })
    leave()
    pass(29_000)
    expect(await codeOf(noteLesson({ id, notes: [] }))).toBe('done')
    pass(2_000)
    expect(await codeOf(noteLesson({ id, notes: [] }))).toBe('done')
    expect(await stopLesson(null)).toMatchObject({ id })
    expect(await codeOf(noteLesson({ id, notes: [] }))).toBe('nothing-recorded')
  })

  it('keeps changes of the network once, and what terminals print but while it is paused', async () => {
    const { id } = await recordLesson({ filter: null })
    lessons.terminalOpened(terminal)
    const changed = { ...articleTopology, routes: [] }
    for (const topology of [articleTopology, changed, changed]) {
      pass(500)
      hub.send('topology', topology)
    }
    const say = (data: string): void => hub.send('terminalOutput', { id: 7, data })
    say('before ')
    hub.send('terminalOutput', { id: 99, data: 'of a terminal that nobody knows' })
    await pauseLesson({ isPaused: true })
    say('meanwhile ')
    pass(5_000)
    await pauseLesson({ isPaused: false })
    say(`${'x'.repeat(100_000)} after`)
    pass(500)
    await stopLesson(null)
    const { changes, terminals, lesson } = await read(id)
    expect(changes).toEqual([{ at: 1_000, topology: changed }])
    expect(terminals.map(({ at, title }) => [at, title])).toEqual([
      [1_500, 'container1'],
      [2_000, 'container1'],
    ])
    expect(terminals[0]!.data).toBe('before ')
    expect(terminals[1]!.data.length).toBeLessThan(20_000)
    expect(terminals[1]!.data).toMatch(/ after$/)
    expect(lesson.duration).toBe(2_000)
  })

  it('passes over a piece of the voice that is sent again, and notes of another lesson', async () => {
    const { id } = await recordLesson({ filter: null })
    const piece = (index: number, data: number) => lessonVoice({ id, index, from: 40, data: Uint8Array.of(data) })
    for (const [index, data] of [
      [0, 1],
      [0, 9],
      [1, 2],
      [3, 9],
    ] as const)
      await piece(index, data)
    expect(await codeOf(noteLesson({ id: 'another', notes: [] }))).toBe('nothing-recorded')
    pass(500)
    expect([...readFileSync(join(folder, 'lessons', id, folderFiles.narration))]).toEqual([1, 2])
  })

  it('makes a lesson of what is left, wherever its files were cut off', async () => {
    const { id } = await recordLesson({ filter: null })
    capture(0, sightings.length)
    await noteLesson({ id, notes: [{ kind: 'marker', at: 0, label: 'first' }] })
    pass(1_000)
    const path = join(folder, 'lessons', id)
    const kept = readdirSync(path).map((name) => [name, readFileSync(join(path, name))] as const)
    await stopLesson(null)
    for (const share of [0, 0.1, 0.35, 0.8, 0.97, 1]) {
      await rm(join(folder, 'lessons', `${id}.hopscope`))
      await mkdir(path)
      for (const [name, bytes] of kept) {
        // The id of a process is on the disk before anything else.
        const length = name === folderFiles.owner ? bytes.length : Math.floor(bytes.length * share)
        await writeFile(join(path, name), bytes.subarray(0, length))
      }
      prepare()
      expect((await listLessons(null)).map((info) => info.id)).toEqual([id])
      expect(problems.map(({ code }) => code)).toEqual(['lesson-recovered'])
      const { lesson, capture: frames } = await read(id)
      const whole = kept.find(([name]) => name === folderFiles.capture)![1]
      expect(countFrames(frames)).toBe(countFrames(whole.subarray(0, Math.floor(whole.length * share))))
      if (share === 1) expect([lesson.markers.length, countFrames(frames)]).toEqual([1, sightings.length])
    }
  })
})

const countFrames = (bytes: Uint8Array): number => readFrames(bytes).seconds.length

/** The frames' times and the interfaces' names of a capture that may be cut off. */
function readFrames(bytes: Uint8Array): { readonly names: readonly string[]; readonly seconds: readonly number[] } {
  const names: string[] = []
  const seconds: number[] = []
  const reader = createPcapngReader({
    point: ({ interfaceName }) => void names.push(interfaceName),
    sighting: (sighting) => void seconds.push(sighting.seconds),
    warning: () => undefined,
  })
  try {
    reader.push(bytes)
    reader.end()
  } catch (error) {
    if (!(error instanceof CaptureFormatError)) throw error
  }
  return { names, seconds }
}
