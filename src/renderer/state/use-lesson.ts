import { useStore } from 'zustand'
import type { LessonPlayer } from './lesson/lesson-player'
import type { OpenLesson } from './lesson/lesson-state'
import { useScreenContext } from './screen-context'

/** A part of the lesson that is open, null when none is; the component renders again when it changes. */
export function useLesson<T>(select: (lesson: OpenLesson | null) => T): T {
  return useStore(useScreenContext().lessonPlayer.store, ({ lesson }) => select(lesson))
}

export function useLessonPlayer(): LessonPlayer {
  return useScreenContext().lessonPlayer
}
