import { RequestError } from './messages'
import type { Problem } from './messages'

/** A `Problem` with what most do not have left out. */
export function describeProblem(
  code: string,
  message: string,
  values: Readonly<Record<string, string>> = {},
  command: string | null = null,
): Problem {
  return { code, message, values, command }
}

/**
 * What the user is told of any error: a `RequestError`'s own problem, or code `internal` with the error's message for
 * one that nobody foresaw.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof RequestError) return error.problem
  const reason = error instanceof Error ? error.message : String(error)
  return describeProblem('internal', `Hopscope made a mistake: ${reason}`, { reason })
}
