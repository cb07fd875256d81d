import * as v from 'valibot'
import { agreesWith } from '../contract/schemas/agrees-with'
import {
  lessonId,
  lessonTime as time,
  localTextSchema as localText,
  mapId as id,
  markerLabel,
  moveSchema as move,
  packetRefSchema as packet,
  stationSchema,
} from '../contract/schemas/lesson-schemas'
import { list, text } from '../contract/schemas/parts'
import { parseFilter } from '../core/filter/parse-filter'
import type { Lesson, TerminalOutput } from '../core/lesson/lesson'

const mostItems = 20_000

const field = v.picklist([
  'source',
  'destination',
  'ttl',
  'icmpId',
  'sourcePort',
  'destinationPort',
  'sourceMac',
  'destinationMac',
])
const filter = v.pipe(
  text(),
  v.check((value) => parseFilter(value).problem === null, 'no filter that Hopscope understands'),
)

const stretch = { from: time, to: time }
const isStretch = <Value extends { readonly from: number; readonly to: number }>() =>
  v.check<Value, string>(({ from, to }) => to > from, 'ends before it begins')

const target = v.variant('kind', [
  v.object({ kind: v.literal('namespace'), id }),
  v.object({ kind: v.literal('interface'), id }),
  v.object({ kind: v.literal('gate'), namespace: id }),
  v.object({ kind: v.literal('wire'), ends: v.tuple([id, id]) }),
  v.object({ kind: v.literal('field'), field }),
])

const questionBase = { id: text(64), at: time, prompt: localText, explanation: localText, packet }

const question = v.variant('kind', [
  v.object({ ...questionBase, kind: v.literal('next-source'), interface: id }),
  v.object({ ...questionBase, kind: v.literal('ttl'), interface: id }),
  v.object({ ...questionBase, kind: v.literal('dropped-at') }),
  v.object({ ...questionBase, kind: v.literal('order-hops') }),
  v.object({
    ...questionBase,
    kind: v.literal('choose'),
    options: v.pipe(list(v.object({ text: localText, filter }), 12), v.minLength(2)),
  }),
  v.object({
    ...questionBase,
    kind: v.literal('text'),
    fact: v.nullable(v.object({ field, interface: id })),
    accepted: list(v.object({ text: text(512), filter: v.nullable(filter) }), 64),
  }),
])

/** `lesson.json` of version 1. Unknown keys are left out. */
export const lessonSchema = agreesWith<Lesson>()(
  v.object({
    format: v.literal('hopscope-lesson'),
    version: v.literal(1),
    id: lessonId,
    title: localText,
    description: localText,
    duration: time,
    keyframes: list(
      v.object({
        at: time,
        position: v.object({
          packet: v.nullable(packet),
          station: stationSchema,
        }),
        isJump: v.boolean(),
      }),
      200_000,
    ),
    moves: list(move, 200_000),
    markers: list(v.object({ at: time, label: markerLabel }), mostItems),
    narration: v.nullable(v.object({ from: time })),
    cuts: list(v.pipe(v.object(stretch), isStretch()), mostItems),
    slow: list(
      v.pipe(
        v.object({ ...stretch, times: v.pipe(v.number(), v.finite(), v.minValue(0.1), v.maxValue(100)) }),
        isStretch(),
      ),
      mostItems,
    ),
    chapters: list(v.object({ at: time, title: localText }), mostItems),
    captions: list(v.pipe(v.object({ ...stretch, text: localText }), isStretch()), mostItems),
    spotlights: list(v.pipe(v.object({ ...stretch, target }), isStretch()), mostItems),
    questions: list(question, 1000),
  }),
)

/** `terminals.json`. */
export const terminalsSchema = agreesWith<readonly TerminalOutput[]>()(
  list(
    v.object({
      at: time,
      id: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
      kind: v.picklist(['ping', 'traceroute', 'shell']),
      title: text(),
      data: text(1 << 20),
    }),
    200_000,
  ),
)

/** `changes.json`, each topology still unchecked. */
export const changesSchema = list(v.object({ at: time, topology: v.unknown() }), 10_000)
