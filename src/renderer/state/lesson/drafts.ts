import type { Lesson } from '../../../core/lesson/lesson'
import { parseLesson } from '../../../lesson-file/parse-lesson'

/** Edits that were not saved to a file yet, kept as they are made. */
export interface Drafts {
  /** Null when there is none, or one that this Hopscope cannot read. */
  read(id: string): Lesson | null
  /** False when the browser has no room for it, or allows none. */
  keep(lesson: Lesson): boolean
  discard(id: string): void
}

const prefix = 'hopscope.lesson-draft.'

/** Drafts in `storage`, a browser's localStorage. The recording is not in them: it never changes. */
export function createDrafts(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): Drafts {
  return {
    read: (id) => {
      try {
        const text = storage.getItem(prefix + id)
        return text === null ? null : parseLesson(JSON.parse(text))
      } catch {
        return null
      }
    },
    keep: (lesson) => {
      try {
        storage.setItem(prefix + lesson.id, JSON.stringify(lesson))
        return true
      } catch {
        return false
      }
    },
    discard: (id) => {
      try {
        storage.removeItem(prefix + id)
      } catch {
        // A browser that refuses storage kept nothing either.
      }
    },
  }
}
