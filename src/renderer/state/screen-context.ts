import { createContext, use } from 'react'
import { useStore, type StoreApi } from 'zustand'
import type { Commands } from '../commands/create-commands'
import type { Actions } from './actions'
import type { Feeds } from './feeds'
import type { LessonPlayer } from './lesson/lesson-player'
import type { Lessons } from './lesson/lessons'
import type { Playback, PlaybackState } from './playback'
import type { LessonRecorder } from './record-lesson'
import type { Preferences } from './preferences'
import { shownTrace, type ScreenState } from './screen-state'
import type { ScreenStore } from './screen-store'
import type { Trace } from './trace'

/** What every panel can reach. */
export interface Screen {
  readonly store: ScreenStore
  readonly preferences: StoreApi<Preferences>
  readonly feeds: Feeds
  readonly actions: Actions
  readonly playback: Playback
  readonly commands: Commands
  readonly lessonRecorder: LessonRecorder
  readonly lessonPlayer: LessonPlayer
  readonly lessons: Lessons
}

/** Provided once, around the whole screen. */
export const ScreenContext = createContext<Screen | null>(null)

/** The screen that the component is on; throws outside of one. */
export function useScreenContext(): Screen {
  const screen = use(ScreenContext)
  if (screen === null) throw new Error('No ScreenContext around this component')
  return screen
}

/** A part of the screen's state; the component renders again when it changes. */
export function useScreen<T>(select: (state: ScreenState) => T): T {
  return useStore(useScreenContext().store, select)
}

/** The trace that the panels show. */
export function useTrace(): Trace {
  return useScreen(shownTrace)
}

export function useActions(): Actions {
  return useScreenContext().actions
}

/** A part of what the user chose. */
export function usePreference<Key extends keyof Preferences>(key: Key): Preferences[Key] {
  return useStore(useScreenContext().preferences, (preferences) => preferences[key])
}

export function usePlayback(): Playback {
  return useScreenContext().playback
}

/** A part of what the player is at; the component renders again when it changes. */
export function usePlaybackState<T>(select: (state: PlaybackState) => T): T {
  return useStore(useScreenContext().playback.store, select)
}
