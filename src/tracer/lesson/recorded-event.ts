import * as v from 'valibot'
import type { Counters } from '../../core/topology/counters'
import type { Connection, Topology } from '../../core/topology/topology'
import type { LessonTime } from '../../core/lesson/lesson'
import type { LessonNote, TerminalInfo } from '../../contract/messages'
import { agreesWith } from '../../contract/schemas/agrees-with'
import { countersSchema } from '../../contract/schemas/counters-schema'
import { lessonId, lessonNoteSchema, lessonTime } from '../../contract/schemas/lesson-schemas'
import { count, list, text } from '../../contract/schemas/parts'
import { terminalInfoSchema } from '../../contract/schemas/session-schemas'
import { connectionSchema, topologySchema } from '../../contract/schemas/topology-schema'

/** One line of `events.jsonl`: what happened besides frames while a lesson was recorded, in order of time. */
export type RecordedEvent =
  /** The first line. `wall` is the time of day in milliseconds since the Unix epoch. */
  | { readonly kind: 'begun'; readonly id: string; readonly wall: number; readonly topology: Topology }
  /** So many of the capture's frames were there before, and so many of its interfaces were captured when it began. */
  | { readonly kind: 'earlier'; readonly frames: number; readonly points: number }
  | { readonly kind: 'topology'; readonly at: LessonTime; readonly topology: Topology }
  | { readonly kind: 'connections'; readonly connections: readonly Connection[] }
  | { readonly kind: 'counters'; readonly counters: Counters }
  | { readonly kind: 'terminal'; readonly info: TerminalInfo }
  | { readonly kind: 'output'; readonly at: LessonTime; readonly id: number; readonly data: string }
  | { readonly kind: 'note'; readonly note: LessonNote }
  | { readonly kind: 'voice'; readonly from: LessonTime }
  | { readonly kind: 'slept'; readonly at: LessonTime; readonly milliseconds: number }
  /** The lesson was recorded up to here, twice a second. */
  | { readonly kind: 'clock'; readonly at: LessonTime }

const eventSchema = agreesWith<RecordedEvent>()(
  v.variant('kind', [
    v.object({ kind: v.literal('begun'), id: lessonId, wall: v.number(), topology: topologySchema }),
    v.object({ kind: v.literal('earlier'), frames: count(), points: count() }),
    v.object({ kind: v.literal('topology'), at: lessonTime, topology: topologySchema }),
    v.object({ kind: v.literal('connections'), connections: list(connectionSchema, 65_536) }),
    v.object({ kind: v.literal('counters'), counters: countersSchema }),
    v.object({ kind: v.literal('terminal'), info: terminalInfoSchema }),
    v.object({ kind: v.literal('output'), at: lessonTime, id: count(), data: text(1 << 20) }),
    v.object({ kind: v.literal('note'), note: lessonNoteSchema }),
    v.object({ kind: v.literal('voice'), from: lessonTime }),
    v.object({ kind: v.literal('slept'), at: lessonTime, milliseconds: v.number() }),
    v.object({ kind: v.literal('clock'), at: lessonTime }),
  ]),
)

/** The events of an `events.jsonl`; lines that are damaged, as the last one of a recorder that was killed, are left out. */
export function parseEvents(file: string): readonly RecordedEvent[] {
  const events: RecordedEvent[] = []
  for (const line of file.split('\n')) {
    const parsed = v.safeParse(eventSchema, parseLine(line))
    if (parsed.success) events.push(parsed.output)
  }
  return events
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
