import type { StoreApi } from 'zustand'
import type { CommandId } from '../../contract/commands'
import type { Actions } from '../state/actions'
import type { LessonPlayer } from '../state/lesson/lesson-player'
import type { Lessons } from '../state/lesson/lessons'
import type { Playback } from '../state/playback'
import type { Preferences } from '../state/preferences'
import type { ScreenStore } from '../state/screen-store'

/** What a command does, asked at the moment when it matters. */
export interface CommandBehaviour {
  run(): void
  /** Always available unless this says no. */
  isEnabled?(): boolean
  /** Whether what it switches is on; a command without it switches nothing. */
  isOn?(): boolean
}

/** What commands act on. */
export interface CommandParts {
  readonly store: ScreenStore
  readonly preferences: StoreApi<Preferences>
  readonly actions: Actions
  readonly playback: Playback
  readonly lessonPlayer: LessonPlayer
  readonly lessons: Lessons
  /** Whether the system asks for no motion that is not needed. */
  readonly isReducedMotion: () => boolean
}

/** The behaviours of some commands. */
export type Behaviours = Readonly<Partial<Record<CommandId, CommandBehaviour>>>
