import type { TracerClient } from '../../../contract/messages'
import { describeProblem, problemOf } from '../../../contract/problems'
import { filmOfRecording } from '../../../core/lesson/film-of-recording'
import { emptyLesson, type LessonContent } from '../../../core/lesson/lesson'
import { writeLessonFile } from '../../../lesson-file/write-lesson-file'
import type { Actions } from '../actions'
import type { Playback } from '../playback'
import type { ScreenStore } from '../screen-store'
import { captureOf } from './capture-of'
import type { LessonPlayer } from './lesson-player'
import { lessonOf } from './lesson-state'

/** Opens, makes and packs lessons; failures become notices. */
export interface Lessons {
  /** Asks the tracer anew which lessons there are. */
  refresh(): Promise<void>
  /** Keeps the open lesson, as it is edited now, among the tracer's. */
  save(): Promise<void>
  /** A lesson of the tracer's: the built-in course, or one that was recorded on this machine. True when it is open. */
  open(id: string, isBuiltIn: boolean): Promise<boolean>
  /** A `.hopscope` file of the user's own, or one that came with the page. */
  openBytes(load: () => Promise<Uint8Array>): Promise<boolean>
  /** A new lesson about the recording that is shown, which shows all of it at the player's pace. */
  make(): Promise<boolean>
  /** The `.hopscope` file of the open lesson as it is edited now; null when none is open. */
  pack(): { readonly bytes: Uint8Array; readonly content: LessonContent } | null
}

/** Lessons of one screen. */
export function createLessons(parts: {
  readonly client: TracerClient
  readonly store: ScreenStore
  readonly actions: Actions
  readonly playback: Playback
  readonly player: LessonPlayer
}): Lessons {
  const { client, store, actions, playback, player } = parts
  const show = async (load: () => Promise<Uint8Array>, isBuiltIn: boolean): Promise<boolean> => {
    const content = await actions.showLesson(load)
    if (content === null) return false
    player.open(content, isBuiltIn)
    actions.set({ tab: 'lesson', isHomeOpen: false })
    actions.hide('views', false)
    return true
  }
  const refresh = async () => {
    try {
      actions.set({ lessons: await client.request('listLessons', null) })
    } catch {
      // Without its tracer the screen still opens lessons from files.
      actions.set({ lessons: store.getState().lessons ?? [] })
    }
  }
  const open: Lessons['open'] = (id, isBuiltIn) =>
    show(async () => (await client.request('openLesson', { id })).bytes, isBuiltIn)
  const pack: Lessons['pack'] = () => {
    const { lesson } = player.store.getState()
    if (lesson === null) return null
    const content = { ...lesson.content, lesson: lessonOf(lesson) }
    return { bytes: writeLessonFile(content), content }
  }
  return {
    refresh,
    save: async () => {
      const packed = pack()
      if (packed === null) return
      try {
        const { id } = packed.content.lesson
        const saved = await client.request('saveLesson', { id, bytes: packed.bytes })
        player.saved(packed.content)
        await refresh()
        // The course stays as it is: what is edited from now on is the copy.
        if (saved.id !== id && (await open(saved.id, false))) player.setEditing(true)
      } catch (error) {
        actions.notify(problemOf(error))
      }
    },
    open,
    openBytes: (load) => show(load, false),
    make: async () => {
      const { recording, source } = store.getState()
      const { timeline, plan } = playback.store.getState()
      if (recording === null || source.kind !== 'recording') return false
      if (plan !== null) {
        const message =
          'This recording is too long for a lesson of all of it. Record a lesson while you show it instead.'
        actions.notify(describeProblem('recording-too-long', message))
        return false
      }
      const id = `lesson-${Date.now().toString(36)}`
      const lesson = {
        ...emptyLesson(id),
        title: source.title ?? titleOf(source.fileName ?? source.id),
        duration: timeline.duration,
        keyframes: filmOfRecording(timeline),
      }
      try {
        const bytes = writeLessonFile({
          lesson,
          capture: captureOf(recording),
          topology: recording.topology,
          changes: [],
          terminals: [],
          narration: null,
        })
        if (!(await show(() => Promise.resolve(bytes), false))) return false
      } catch (error) {
        actions.notify(problemOf(error))
        return false
      }
      player.setEditing(true)
      return true
    },
    pack,
  }
}

function titleOf(name: string) {
  const plain = name.replace(/\.[^.]*$/, '')
  return { en: plain, ja: plain }
}
