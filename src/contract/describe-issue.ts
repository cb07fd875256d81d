import type * as v from 'valibot'
import { RequestError } from './messages'
import { describeProblem } from './problems'

/** Where and why a value does not fit its schema: `interfaces[3].mac: Invalid type: Expected string but received 5`. */
export function describeIssue(issue: v.BaseIssue<unknown>): string {
  let path = ''
  for (const { key } of issue.path ?? []) {
    path += typeof key === 'number' ? `[${key}]` : `${path === '' ? '' : '.'}${String(key).slice(0, 64)}`
  }
  const reason = issue.message.slice(0, 512)
  return path === '' ? reason : `${path}: ${reason}`
}

/** The error for a message that does not fit its schema; code `invalid-message`. */
export function invalidMessage(what: string, issue: v.BaseIssue<unknown>): RequestError {
  const reason = describeIssue(issue)
  return new RequestError(describeProblem('invalid-message', `${what}: ${reason}`, { reason }))
}
