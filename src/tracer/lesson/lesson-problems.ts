import { RequestError } from '../../contract/messages'
import { describeProblem } from '../../contract/problems'

/** There is no lesson of that id. */
export function unknownLesson(id: string): RequestError {
  return new RequestError(describeProblem('unknown-lesson', `There is no lesson named "${id}".`, { id }))
}

/** A lesson could not be written where lessons are kept. */
export function cannotKeepLesson(path: string, error: unknown): RequestError {
  const reason = error instanceof Error ? error.message : String(error)
  const message = `The lesson cannot be written to ${path}: ${reason}`
  return new RequestError(describeProblem('cannot-keep-lesson', message, { path, reason }))
}
