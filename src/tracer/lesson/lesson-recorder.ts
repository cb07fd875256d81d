import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import {
  RequestError,
  type EventName,
  type Events,
  type LessonInfo,
  type LessonNote,
  type LessonRecording,
  type Problem,
  type Requests,
  type TerminalInfo,
} from '../../contract/messages'
import { describeProblem } from '../../contract/problems'
import type { LessonTime } from '../../core/lesson/lesson'
import type { CaptureHistory } from '../capture/capture-history'
import type { EventHub } from '../event-hub'
import type { Network } from '../network'
import type { TraceControl } from '../trace-control'
import { createLessonFolder, type LessonFolder } from './lesson-folder'
import {
  alreadyRecording,
  cannotKeepLesson,
  nothingRecorded,
  recordingFull,
  recordingStopped,
  slept,
} from './lesson-problems'
import type { RecordedEvent } from './recorded-event'
import { createRecordingClock, type RecordingClock } from './recording-clock'
import { createTerminalBook } from './terminal-book'

/** Records one lesson at a time into a folder of its own. */
export interface LessonRecorder {
  /** Starts captures unless some run, and then the lesson's clock. Rejects when the folder cannot be made. */
  record(filter: string | null): Promise<{ readonly id: string }>
  pause(isPaused: boolean): { readonly elapsed: LessonTime }
  note(id: string, notes: readonly LessonNote[]): void
  voice(piece: Requests['lessonVoice']['params']): void
  /** Ends the recording and packs it; also when it has just ended by itself. */
  stop(): Promise<LessonInfo>
  /** A terminal was opened: its output is part of the lessons from now on. */
  terminalOpened(info: TerminalInfo): void
  /** The id of the lesson that is being recorded or packed, null when there is none. */
  active(): string | null
  /** Ends and packs what is being recorded. */
  close(): Promise<void>
}

const flushInterval = 500
/** Frames of packets that were on their way when it paused or stopped are taken for so long. */
const grace = 250
/** So long may nobody watch, as while a browser's page is loaded anew, before the recording ends. */
const longestUnwatched = 30_000
const lowDisk = 256 * 1024 * 1024
/** A lesson's file holds no larger parts; see `readLessonFile`. */
const largestPart = 200 * 1024 * 1024
const longestLesson = 11.5 * 3_600_000

interface Recording {
  readonly id: string
  readonly folder: LessonFolder
  readonly clock: RecordingClock
  readonly endings: (() => void)[]
  state: LessonRecording['state']
  /** When it was paused or stopped last, on the monotonic clock. */
  stoodStill: number
  /** The index of the next piece of the voice. */
  nextVoice: number
  watched: number
  problem: Problem | null
  freeBytes: number | null
  packed: Promise<LessonInfo> | null
}

/** A recorder that records nothing yet; `pack` makes the lesson's file of a folder that is complete. */
export function createLessonRecorder(options: {
  readonly hub: EventHub
  readonly network: Network
  readonly trace: TraceControl
  /** Where the folders are made. */
  readonly folder: string
  readonly pack: (id: string) => Promise<LessonInfo>
  readonly now: () => number
  /** Milliseconds since this computer was started, sleep included. */
  readonly uptime: () => number
}): LessonRecorder {
  const { hub, network, trace, now, uptime } = options
  const terminals = createTerminalBook()
  let recording: Recording | null = null
  let isStarting = false
  let ended: { readonly id: string; readonly packed: Promise<LessonInfo> } | null = null

  const send = (current: Recording): void => {
    hub.send('lessonRecording', {
      id: current.id,
      state: current.state,
      elapsed: current.clock.elapsed(),
      bytes: current.folder.sizes().reduce((sum, size) => sum + size, 0),
      freeBytes: current.freeBytes,
      problem: current.problem,
    })
  }

  const measure = async (current: Recording): Promise<void> => {
    const free = await statfs(options.folder).catch(() => null)
    current.freeBytes = free === null ? null : free.bavail * free.bsize
    const isLow = current.freeBytes !== null && current.freeBytes < lowDisk
    if (isLow && current.problem === null) current.problem = diskLow(current.freeBytes ?? 0)
    if (!isLow && current.problem?.code === 'lesson-disk-low') current.problem = null
  }

  /** A disk that takes no more ends the recording; what it has taken is kept. */
  const write = (current: Recording, work: () => void): void => {
    if (current.state === 'ended') return
    try {
      work()
    } catch (error) {
      end(current, recordingStopped(current.folder.path, error))
    }
  }

  const isTaking = (current: Recording): boolean => current.state === 'recording' || now() - current.stoodStill < grace

  const tick = (current: Recording): void => {
    const milliseconds = current.clock.takeSlept()
    if (milliseconds > 0 && current.state === 'recording') {
      write(current, () => current.folder.event({ kind: 'slept', at: current.clock.elapsed(), milliseconds }))
      hub.send('problem', slept(milliseconds))
    }
    write(current, () => {
      const at = current.clock.elapsed()
      for (const { id, data } of terminals.take()) current.folder.event({ kind: 'output', at, id, data })
      current.folder.event({ kind: 'clock', at })
      current.folder.flush()
    })
    if (current.state === 'ended') return
    const isFull = current.folder.sizes().some((size) => size > largestPart)
    if (hub.screens() > 0) current.watched = now()
    if (isFull || current.clock.elapsed() > longestLesson) end(current, recordingFull())
    else if (now() - current.watched > longestUnwatched) end(current, null)
  }

  const hear = (current: Recording, name: EventName, event: Events[EventName]): void => {
    if (name === 'terminalOutput') {
      const { id, data } = event as Events['terminalOutput']
      if (current.state === 'recording') terminals.add(id, data)
    } else if (name === 'topology') {
      const at = current.clock.elapsed()
      write(current, () => current.folder.event({ kind: 'topology', at, topology: event as Events['topology'] }))
    } else if (name === 'connections') {
      const { connections } = event as Events['connections']
      write(current, () => current.folder.event({ kind: 'connections', connections }))
    } else if (name === 'counters') {
      write(current, () => current.folder.event({ kind: 'counters', counters: event as Events['counters'] }))
    }
  }

  const begin = async (filter: string | null): Promise<Recording> => {
    const before = trace.captured()
    if (trace.isIdle()) await trace.start(null, filter)
    else await trace.ready()
    const topology = network.topology() ?? (await network.discover())
    const wall = Date.now()
    const { id, folder } = createFolder(options.folder, wall)
    attempt(folder, () => {
      folder.event({ kind: 'begun', id, wall, topology })
      for (const info of terminals.open()) folder.event({ kind: 'terminal', info })
      folder.event(writeEarlier(folder, [...new Set([before, trace.captured()])]))
      folder.flush()
    })
    terminals.take()
    const current: Recording = {
      id,
      folder,
      clock: createRecordingClock({ now, uptime }),
      endings: [],
      state: 'recording',
      stoodStill: 0,
      nextVoice: 0,
      watched: now(),
      problem: null,
      freeBytes: null,
      packed: null,
    }
    const timers = [
      setInterval(() => tick(current), flushInterval),
      setInterval(
        () => void measure(current).then(() => current.state !== 'ended' && send(current)),
        2 * flushInterval,
      ),
    ]
    // A new screen is told at once what is known of the traffic so far.
    hub.subscribe((name, event) => {
      if (name === 'connections' || name === 'counters') hear(current, name, event)
    })()
    current.endings.push(
      () => timers.forEach((timer) => clearInterval(timer)),
      hub.hear((name, event) => hear(current, name, event)),
      trace.tap({
        listening: (point, linkType) => write(current, () => folder.capture.listening(point, linkType)),
        add: (sighting) => {
          if (isTaking(current)) write(current, () => folder.capture.add(sighting))
        },
      }),
    )
    await measure(current)
    return current
  }

  /** What was recorded stays, whatever happens to the rest. */
  const end = (current: Recording, problem: Problem | null, wait: Promise<void> = Promise.resolve()): void => {
    if (current.packed !== null) return
    current.stoodStill = now()
    current.clock.pause()
    const finish = async (): Promise<LessonInfo> => {
      await wait
      if (problem === null) tick(current)
      current.state = 'ended'
      for (const each of current.endings) each()
      try {
        current.folder.close()
      } catch {
        // It was told already, or is by packing.
      }
      try {
        return await options.pack(current.id)
      } finally {
        if (problem !== null) {
          current.problem = problem
          hub.send('problem', problem)
        }
        send(current)
        recording = null
      }
    }
    if (problem !== null) current.state = 'ended'
    current.packed = finish()
    ended = { id: current.id, packed: current.packed }
    // Whoever asked to stop is told what failed; the others by the recording's last event.
    current.packed.catch((error: unknown) => {
      if (error instanceof RequestError) hub.send('problem', error.problem)
    })
  }

  const current = (id: string | null = null): Recording => {
    if (recording === null || recording.packed !== null || (id !== null && recording.id !== id)) throw nothingRecorded()
    return recording
  }

  /** A screen goes on until it is told of the end. */
  const isEnding = (id: string): boolean => recording?.id === id && recording.packed !== null

  return {
    record: async (filter) => {
      if (recording !== null || isStarting) throw alreadyRecording()
      isStarting = true
      try {
        recording = await begin(filter)
        send(recording)
        return { id: recording.id }
      } finally {
        isStarting = false
      }
    },
    pause: (isPaused) => {
      const { clock } = current()
      const found = current()
      if (isPaused !== clock.isPaused()) {
        // What was printed until now belongs before the pause.
        tick(found)
        clock.pause()
        const elapsed = clock.elapsed()
        if (!isPaused) clock.resume()
        found.stoodStill = now()
        found.state = isPaused ? 'paused' : 'recording'
        send(found)
        return { elapsed }
      }
      return { elapsed: clock.elapsed() }
    },
    note: (id, notes) => {
      if (isEnding(id)) return
      const found = current(id)
      const latest = found.clock.elapsed()
      write(found, () => {
        for (const note of notes) found.folder.event({ kind: 'note', note: { ...note, at: Math.min(note.at, latest) } })
      })
    },
    voice: ({ id, index, from, data }) => {
      if (isEnding(id)) return
      const found = current(id)
      if (index !== found.nextVoice) return
      found.nextVoice++
      write(found, () => {
        if (index === 0) found.folder.event({ kind: 'voice', from })
        found.folder.voice(data)
      })
    },
    stop: () => {
      if (recording === null) {
        if (ended === null) throw nothingRecorded()
        return ended.packed
      }
      end(recording, null, delay(grace))
      return ended!.packed
    },
    terminalOpened: (info) => {
      terminals.opened(info)
      const found = recording
      if (found !== null) write(found, () => found.folder.event({ kind: 'terminal', info }))
    },
    active: () => recording?.id ?? null,
    close: async () => {
      if (recording !== null) end(recording, null)
      await ended?.packed.catch(() => undefined)
    },
  }
}

/**
 * What is on the screen when recording begins can be taught, too: the packets that the teacher then shows are kept, see
 * `packLesson`.
 */
function writeEarlier({ capture }: LessonFolder, histories: readonly CaptureHistory[]): RecordedEvent {
  let [points, frames] = [0, 0]
  for (const { point, linkType } of histories.at(-1)!.listened()) {
    capture.listening(point, linkType)
    points++
  }
  for (const history of histories) {
    for (const sighting of history.sightings()) {
      capture.add(sighting)
      frames++
    }
  }
  return { kind: 'earlier', frames, points }
}

function attempt(folder: LessonFolder, work: () => void): void {
  try {
    work()
  } catch (error) {
    folder.abandon()
    throw new RequestError(recordingStopped(folder.path, error))
  }
}

/** `lesson-20261125-214055`, with a number behind it when there is one of that second already. */
function createFolder(folder: string, time: number): { readonly id: string; readonly folder: LessonFolder } {
  const stamp = new Date(time).toISOString().replace(/\..*/, '').replaceAll(/[-:]/g, '').replace('T', '-')
  for (let number = 1; ; number++) {
    const id = `lesson-${stamp}${number === 1 ? '' : `-${number}`}`
    const path = join(folder, id)
    try {
      return { id, folder: createLessonFolder(path) }
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EEXIST' && number < 1000
      if (!isTaken) throw cannotKeepLesson(path, error)
    }
  }
}

function diskLow(freeBytes: number): Problem {
  const mebibytes = String(Math.floor(freeBytes / (1024 * 1024)))
  const message = `The disk has only ${mebibytes} MiB left. When it is full the recording ends, and what was recorded is kept.`
  return describeProblem('lesson-disk-low', message, { mebibytes })
}
