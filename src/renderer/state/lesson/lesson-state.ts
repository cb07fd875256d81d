import type { EditHistory } from '../../../core/lesson/edit'
import type { Lesson, LessonContent, LessonTime, Question } from '../../../core/lesson/lesson'
import type { LessonClock, ShownTime } from '../../../core/lesson/lesson-clock'
import type { Answer, Truth } from '../../../core/lesson/questions'
import type { Result } from '../../../core/lesson/result-sheet'

/**
 * Who leads: `playing` and `paused` the lesson does; `asking`: it waits for an answer; `exploring`: the student has taken
 * over and the lesson waits where it was.
 */
export type LessonPhase = 'playing' | 'paused' | 'asking' | 'exploring'

/** A question that is, or was just, on the screen. */
export interface AskedQuestion {
  readonly question: Question
  /** Null when the packets cannot tell; then it is passed over. */
  readonly truth: Truth
  /** When it appeared, on the screen's own clock. */
  readonly since: number
  readonly answer: Answer | null
  readonly isRight: boolean | null
}

/** A lesson that is open. */
export interface OpenLesson {
  readonly content: LessonContent
  readonly isBuiltIn: boolean
  readonly history: EditHistory
  /** The clocks of the lesson as it is edited now. */
  readonly clock: LessonClock
  readonly shown: ShownTime
  readonly phase: LessonPhase
  readonly speed: number
  readonly asked: AskedQuestion | null
  /** Answers so far, by the question's id. */
  readonly results: ReadonlyMap<string, Result>
  readonly isEditing: boolean
  /** A draft was found when it was opened: it is not as its file has it. */
  readonly hasDraft: boolean
}

/** The lesson as it is edited now. */
export function lessonOf({ history }: Pick<OpenLesson, 'history'>): Lesson {
  return history.present
}

/** Where an open lesson's own clock stands. */
export function lessonTimeOf({ clock, shown }: Pick<OpenLesson, 'clock' | 'shown'>): LessonTime {
  return clock.lessonTime(shown)
}

/** Whether the lesson decides what the screen shows. */
export function isLeading(lesson: OpenLesson | null): lesson is OpenLesson {
  return lesson !== null && lesson.phase !== 'exploring'
}
