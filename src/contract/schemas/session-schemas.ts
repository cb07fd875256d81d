import * as v from 'valibot'
import type { CaptureStatus, Problem, SessionStatus, TerminalInfo } from '../messages'
import { agreesWith } from './agrees-with'
import { capturePointSchema } from './journey-schema'
import { count, list, text } from './parts'

/** A sentence for the user. */
export const problemSchema = agreesWith<Problem>()(
  v.object({
    code: text(128),
    message: text(16_384),
    values: v.record(text(128), text(16_384)),
    command: v.nullable(text(16_384)),
  }),
)

const captureStatus = agreesWith<CaptureStatus>()(
  v.object({
    point: capturePointSchema,
    state: v.picklist(['starting', 'running', 'stopping', 'stopped', 'failed']),
    frames: count(),
    droppedByKernel: v.nullable(count()),
    problem: v.nullable(problemSchema),
  }),
)

/** The whole session's state. */
export const sessionStatusSchema = agreesWith<SessionStatus>()(
  v.object({
    state: v.picklist(['idle', 'starting', 'live', 'stopping']),
    captures: list(captureStatus, 16_384),
    journeysNotSent: count(),
    clockOffset: v.nullable(v.object({ offset: v.number(), error: v.number() })),
  }),
)

/** A terminal's id, kind and title. */
export const terminalInfoSchema = agreesWith<TerminalInfo>()(
  v.object({ id: count(), kind: v.picklist(['ping', 'traceroute', 'shell']), title: text() }),
)
