import { RequestError, type Problem } from '../../contract/messages'
import { describeProblem } from '../../contract/problems'

/** There is no lesson of that id. */
export function unknownLesson(id: string): RequestError {
  return new RequestError(describeProblem('unknown-lesson', `There is no lesson named "${id}".`, { id }))
}

/** A lesson could not be written where lessons are kept. */
export function cannotKeepLesson(path: string, error: unknown): RequestError {
  const reason = messageOf(error)
  const message = `The lesson cannot be written to ${path}: ${reason}`
  return new RequestError(describeProblem('cannot-keep-lesson', message, { path, reason }))
}

/** One lesson is recorded at a time. */
export function alreadyRecording(): RequestError {
  return new RequestError(describeProblem('already-recording', 'A lesson is being recorded already; stop it first.'))
}

/** It was asked to go on with a recording that there is not. */
export function nothingRecorded(): RequestError {
  return new RequestError(describeProblem('nothing-recorded', 'No lesson is being recorded.'))
}

/** The disk took no more, or not at all. */
export function recordingStopped(path: string, error: unknown): Problem {
  const reason = error instanceof RequestError ? (error.problem.values['reason'] ?? '') : messageOf(error)
  if (/ENOSPC|EDQUOT/.test(reason)) {
    const message = `The disk is full, so the recording has ended. What was recorded until then is kept in ${path}.`
    return describeProblem('lesson-disk-full', message, { path })
  }
  const message = `The lesson cannot be recorded in ${path}: ${reason}. What was recorded until then is kept.`
  return describeProblem('lesson-not-recorded', message, { path, reason })
}

/** A lesson may be so long and no longer. */
export function recordingFull(): Problem {
  const message = 'The recording has ended because a lesson cannot be longer. What was recorded is kept.'
  return describeProblem('lesson-full', message)
}

/** The computer slept while a lesson was recorded, or did not come to it. */
export function slept(milliseconds: number): Problem {
  const seconds = String(Math.round(milliseconds / 1000))
  const message = `Nothing could be recorded for ${seconds} s, as when the computer sleeps. The recording goes on, and the lesson leaves that time out.`
  return describeProblem('lesson-slept', message, { seconds })
}

/** Recordings that were cut off have become lessons. */
export function lessonsRecovered(ids: readonly string[]): Problem {
  const list = ids.join(', ')
  const message = `A recording had been cut off. What was recorded is kept as a lesson: ${list}`
  return describeProblem('lesson-recovered', message, { ids: list })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
