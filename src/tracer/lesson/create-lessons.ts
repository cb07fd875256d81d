import { uptime as systemUptime } from 'node:os'
import { join } from 'node:path'
import type { Requests, TerminalInfo } from '../../contract/messages'
import type { EventHub } from '../event-hub'
import type { Network } from '../network'
import type { TraceControl } from '../trace-control'
import { createLessonLibrary } from './lesson-library'
import { createLessonRecorder } from './lesson-recorder'
import { createUnfinishedLessons } from './unfinished-lessons'

type LessonRequest =
  | 'listLessons'
  | 'openLesson'
  | 'saveLesson'
  | 'recordLesson'
  | 'pauseLesson'
  | 'noteLesson'
  | 'lessonVoice'
  | 'stopLesson'

/** The contract's requests for lessons, and what the session tells of. */
export interface Lessons {
  readonly handlers: {
    [Name in LessonRequest]: (params: Requests[Name]['params']) => Promise<Requests[Name]['result']>
  }
  /** Gives the same terminal back. */
  terminalOpened(info: TerminalInfo): TerminalInfo
  /** Ends a recording and packs it. */
  close(): Promise<void>
}

/** Composes the library, the recorder and what recorders left behind; nothing is read or made until asked. */
export function createLessons(options: {
  readonly hub: EventHub
  readonly network: Network
  readonly trace: TraceControl
  readonly now: () => number
  /** Milliseconds since this computer was started, sleep included; the system's own unless given. */
  readonly uptime?: () => number
  readonly resourcesDirectory: string
  readonly dataDirectory: string
}): Lessons {
  const { hub, network, trace, now, uptime = () => systemUptime() * 1000 } = options
  const folder = join(options.dataDirectory, 'lessons')
  const problem = (problem: Parameters<typeof hub.send<'problem'>>[1]): void => hub.send('problem', problem)
  const library = createLessonLibrary({
    builtInFolder: join(options.resourcesDirectory, 'lessons'),
    ownFolder: folder,
    problem,
  })
  const unfinished = createUnfinishedLessons({ folder, library, active: () => recorder.active(), problem })
  const recorder = createLessonRecorder({ hub, network, trace, now, uptime, folder, pack: (id) => unfinished.pack(id) })

  return {
    handlers: {
      listLessons: async () => {
        const left = await unfinished.recover()
        return [...(await library.list()), ...left]
      },
      openLesson: async ({ id }) => {
        const isFolder = id !== recorder.active() && !(await library.has(id))
        const unpacked = isFolder ? await unfinished.open(id) : null
        return { bytes: unpacked ?? (await library.open(id)) }
      },
      saveLesson: ({ id, bytes }) => library.save(id, bytes),
      recordLesson: ({ filter }) => recorder.record(filter),
      pauseLesson: async ({ isPaused }) => recorder.pause(isPaused),
      noteLesson: async ({ id, notes }) => {
        recorder.note(id, notes)
        return null
      },
      lessonVoice: async (piece) => {
        recorder.voice(piece)
        return null
      },
      stopLesson: () => recorder.stop(),
    },
    terminalOpened: (info) => {
      recorder.terminalOpened(info)
      return info
    },
    close: () => recorder.close(),
  }
}
