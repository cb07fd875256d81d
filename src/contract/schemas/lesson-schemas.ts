import * as v from 'valibot'
import type { LocalText, Move, PacketRef } from '../../core/lesson/lesson'
import type { LessonInfo, LessonNote, LessonRecording } from '../messages'
import { agreesWith } from './agrees-with'
import { count, text } from './parts'
import { problemSchema } from './session-schemas'

/** Twelve hours: longer than any lesson, and short enough for every sum of times to be exact. */
const longest = 12 * 3_600_000

/** A time on a lesson's clock. */
export const lessonTime = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(longest))

/** A lesson's id: a file's plain name, which leads nowhere else. */
export const lessonId = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'no id: lower-case letters, digits and hyphens'),
)

/** An id of the map as a lesson names it. */
export const mapId = text(512)

/** A text in both languages. */
export const localTextSchema = agreesWith<LocalText>()(v.object({ en: text(8192), ja: text(8192) }))

/** A packet's name. */
export const packetRefSchema = agreesWith<PacketRef>()(
  v.object({
    interface: mapId,
    time: v.pipe(v.string(), v.regex(/^\d{1,12}\.\d{9}$/, 'no time of a packet')),
  }),
)

/** A position on a packet's way. */
export const stationSchema = v.pipe(v.number(), v.finite(), v.minValue(-1), v.maxValue(4096))

/** A marker's label. */
export const markerLabel = text(512)

const share = v.pipe(v.number(), v.finite(), v.minValue(-4), v.maxValue(5))

const factTables = [
  ...(['addresses', 'veths', 'routes', 'neighbours'] as const),
  ...(['nat', 'filter', 'conntrack', 'containers', 'networks'] as const),
] as const

const moves = [
  v.object({
    at: lessonTime,
    kind: v.literal('select'),
    packet: v.nullable(packetRefSchema),
    interface: v.nullable(mapId),
  }),
  v.object({
    at: lessonTime,
    kind: v.literal('tab'),
    tab: v.picklist(['packets', 'ladder', 'terminals', 'facts']),
    facts: v.exactOptional(v.picklist(factTables)),
  }),
  v.object({
    at: lessonTime,
    kind: v.literal('camera'),
    camera: v.nullable(
      v.object({ x: share, y: share, zoom: v.pipe(v.number(), v.finite(), v.minValue(0.05), v.maxValue(50)) }),
    ),
  }),
] as const

/** What a teacher did besides moving the film. */
export const moveSchema = agreesWith<Move>()(v.variant('kind', [...moves]))

/** What a screen tells of the teacher. */
export const lessonNoteSchema = agreesWith<LessonNote>()(
  v.variant('kind', [
    ...moves,
    v.object({
      kind: v.literal('film'),
      at: lessonTime,
      packet: v.nullable(packetRefSchema),
      station: stationSchema,
      interface: v.nullable(mapId),
      isJump: v.boolean(),
    }),
    v.object({ kind: v.literal('marker'), at: lessonTime, label: markerLabel }),
  ]),
)

/** A lesson in a list. */
export const lessonInfoSchema = agreesWith<LessonInfo>()(
  v.object({
    id: text(64),
    title: localTextSchema,
    duration: lessonTime,
    date: v.nullable(v.number()),
    isBuiltIn: v.boolean(),
  }),
)

/** How a recording stands. */
export const lessonRecordingSchema = agreesWith<LessonRecording>()(
  v.object({
    id: text(64),
    state: v.picklist(['recording', 'paused', 'ended']),
    elapsed: v.number(),
    bytes: count(),
    freeBytes: v.nullable(v.number()),
    problem: v.nullable(problemSchema),
  }),
)
