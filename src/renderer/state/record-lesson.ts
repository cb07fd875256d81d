import { createStore, type StoreApi } from 'zustand/vanilla'
import {
  RequestError,
  type LessonInfo,
  type LessonNote,
  type LessonRecording,
  type TracerClient,
} from '../../contract/messages'
import { problemOf } from '../../contract/problems'
import type { LessonTime } from '../../core/lesson/lesson'
import { createLessonNotes } from './lesson-notes'
import { createLessonOutbox } from './lesson-outbox'
import { openMicrophone, type Microphone, type MicrophoneHost } from './microphone'
import type { Playback } from './playback'
import type { ScreenStore } from './screen-store'
import { notify } from './session'

/** What the recording that this screen has begun is at. */
export interface LessonRecorderState {
  readonly phase: 'idle' | 'starting' | 'recording' | 'paused' | 'stopping'
  /** Whether the microphone is heard. */
  readonly hasVoice: boolean
  /** The marker that waits for a label; null when none does. */
  readonly marker: { readonly at: LessonTime } | null
}

/** Records lessons from this screen: what its user does and says. The tracer keeps it. */
export interface LessonRecorder {
  readonly store: StoreApi<LessonRecorderState>
  /** Asks for the microphone and begins; what hinders becomes a notice. */
  start(): Promise<void>
  pause(isPaused: boolean): Promise<void>
  /** Marks this moment; it can be named afterwards. */
  readonly mark: () => void
  /** Names the marker that waits for it; '' leaves it as it is. */
  readonly labelMarker: (label: string) => void
  stop(): Promise<void>
  /** How loud the voice is, 0 to 1. */
  readonly level: () => number
  /** What the lesson's clock stands at. */
  readonly elapsed: () => LessonTime
}

const flushInterval = 500
/** The tracer's clock and this one may differ by what a message takes. */
const longestDelay = 300
const idle: LessonRecorderState = { phase: 'idle', hasVoice: false, marker: null }

interface Current {
  readonly id: string
  readonly notes: ReturnType<typeof createLessonNotes>
  readonly outbox: ReturnType<typeof createLessonOutbox>
  readonly timer: ReturnType<typeof setInterval>
  microphone: Microphone | null
}

/** A recorder on a screen; `opened` is told of each lesson that was recorded. */
export function createLessonRecorder(options: {
  readonly client: TracerClient
  readonly screen: ScreenStore
  readonly playback: Playback
  readonly microphone: MicrophoneHost
  readonly captureFilter: () => string | null
  readonly opened: (lesson: Pick<LessonInfo, 'id'>) => void
  readonly now: () => number
}): LessonRecorder {
  const { client, screen, playback, now } = options
  const store = createStore<LessonRecorderState>(() => idle)
  let clock = { elapsed: 0, at: 0 }
  let current: Current | null = null

  const isRunning = (): boolean => store.getState().phase === 'recording'
  const elapsed = (): LessonTime => Math.round(clock.elapsed + (isRunning() ? now() - clock.at : 0))
  const setClock = (value: LessonTime): void => void (clock = { elapsed: value, at: now() })
  const complain = (error: unknown): void => notify(screen, problemOf(error))

  const flush = (): void => {
    if (current === null) return
    const notes = current.notes.take()
    if (notes.length > 0) send(current, notes)
  }
  const send = ({ id, outbox }: Current, notes: readonly LessonNote[]): void => {
    const largest = 2048
    for (let at = 0; at < notes.length; at += largest) {
      const part = notes.slice(at, at + largest)
      outbox.add(() => client.request('noteLesson', { id, notes: part }), part.length * 128)
    }
  }

  /** Lets everything go that belongs to this screen; the microphone's last words are sent first. */
  const release = async (ended: Current): Promise<void> => {
    clearInterval(ended.timer)
    ended.notes.dispose()
    await ended.microphone?.stop().catch(complain)
    await ended.outbox.drained()
  }

  /** The tracer has ended it: the disk is full, or another screen has stopped it. */
  const endWith = (recording: LessonRecording): void => {
    const ended = current
    if (ended?.id !== recording.id || store.getState().phase === 'stopping') return
    current = null
    store.setState(idle)
    void release(ended)
    options.opened(recording)
  }

  /** The tracer was started anew: it makes a lesson of what there is. */
  const giveUp = (): void => {
    const ended = current
    if (ended === null || store.getState().phase === 'stopping') return
    current = null
    store.setState(idle)
    void release(ended)
  }

  client.on('lessonRecording', (recording) => {
    if (recording.id !== current?.id) return
    if (recording.state === 'ended') {
      endWith(recording)
      return
    }
    setPaused(recording.state === 'paused', recording.elapsed)
    // The computer slept: the tracer's clock has left that time out.
    if (Math.abs(recording.elapsed - elapsed()) > longestDelay) setClock(recording.elapsed)
  })

  /** Goes with the tracer, whichever screen asked it. */
  const setPaused = (isPaused: boolean, at: LessonTime): void => {
    if (current === null || store.getState().phase !== (isPaused ? 'recording' : 'paused')) return
    setClock(at)
    store.setState({ phase: isPaused ? 'paused' : 'recording' })
    if (isPaused) {
      current.microphone?.pause()
    } else {
      current.microphone?.resume()
      current.notes.noteAll()
    }
  }

  const listen = (microphone: Microphone, { id, outbox }: Current): void => {
    const from = elapsed()
    let index = 0
    microphone.start((data) => {
      const piece = { id, index: index++, from, data }
      outbox.add(() => client.request('lessonVoice', piece), data.byteLength)
    })
    store.setState({ hasVoice: true })
  }

  const begin = async (): Promise<void> => {
    const microphone = await openMicrophone(options.microphone, (problem) => {
      store.setState({ hasVoice: false })
      notify(screen, problem)
    }).catch((error: unknown) => {
      complain(error)
      return null
    })
    try {
      const { id } = await client.request('recordLesson', { filter: options.captureFilter() })
      store.setState({ phase: 'recording' })
      setClock(0)
      const notes = createLessonNotes({ screen, playback, now, elapsed: () => (isRunning() ? elapsed() : null) })
      const outbox = createLessonOutbox({
        wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
        failed: (error) => {
          const isOver = error instanceof RequestError && error.problem.code === 'nothing-recorded'
          // Whoever ended it has told so.
          if (isOver && current?.id !== id) return
          complain(error)
          if (isOver) giveUp()
        },
      })
      current = { id, notes, outbox, microphone, timer: setInterval(flush, flushInterval) }
      if (microphone !== null) listen(microphone, current)
      notes.noteAll()
    } catch (error) {
      await microphone?.stop()
      throw error
    }
  }

  return {
    store,
    level: () => current?.microphone?.level() ?? 0,
    elapsed,
    start: async () => {
      if (store.getState().phase !== 'idle') return
      store.setState({ ...idle, phase: 'starting' })
      try {
        await begin()
      } catch (error) {
        store.setState(idle)
        complain(error)
      }
    },
    pause: async (isPaused) => {
      const { phase } = store.getState()
      if (current === null || phase !== (isPaused ? 'recording' : 'paused')) return
      try {
        flush()
        if (isPaused) current.microphone?.pause()
        const answer = await client.request('pauseLesson', { isPaused })
        setPaused(isPaused, answer.elapsed)
      } catch (error) {
        complain(error)
      }
    },
    mark: () => {
      if (current === null || !isRunning()) return
      const at = elapsed()
      store.setState({ marker: { at } })
      send(current, [{ kind: 'marker', at, label: '' }])
    },
    labelMarker: (label) => {
      const { marker } = store.getState()
      store.setState({ marker: null })
      const name = label.trim().slice(0, 200)
      if (current === null || marker === null || name === '') return
      send(current, [{ kind: 'marker', at: marker.at, label: name }])
    },
    stop: async () => {
      const ended = current
      if (ended === null) {
        // Begun by another screen, or by this one before it was loaded anew.
        const lesson = await client.request('stopLesson', null).catch(complain)
        if (lesson) options.opened(lesson)
        return
      }
      flush()
      store.setState({ phase: 'stopping' })
      await release(ended)
      try {
        options.opened(await client.request('stopLesson', null))
      } catch (error) {
        complain(error)
      } finally {
        current = null
        store.setState(idle)
      }
    },
  }
}
