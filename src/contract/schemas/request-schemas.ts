import * as v from 'valibot'
import type { RequestName, Requests } from '../messages'
import { listingKinds } from '../../core/topology/listing-command'
import { agreesWith } from './agrees-with'
import { bytes, count, integer, list, text } from './parts'
import { capturePointSchema, frameSchema } from './journey-schema'
import { lessonId, lessonInfoSchema, lessonNoteSchema, lessonTime } from './lesson-schemas'
import { problemSchema, terminalInfoSchema } from './session-schemas'
import { topologySchema } from './topology-schema'

type Schemas = {
  readonly [Name in RequestName]: {
    readonly params: v.GenericSchema<unknown, Requests[Name]['params']>
    readonly result: v.GenericSchema<unknown, Requests[Name]['result']>
  }
}

const params = <Name extends RequestName>() => agreesWith<Requests[Name]['params']>()
const result = <Name extends RequestName>() => agreesWith<Requests[Name]['result']>()

const nothing = v.null()
const name = text(512)
const terminal = count()

/** Largest capture file that crosses in one piece. */
const captureLimit = 48 * 1024 * 1024
/** Largest lesson that crosses in one piece, either way. */
const lessonLimit = 60 * 1024 * 1024
/** Largest piece of a voice: half a minute of it. */
const voiceLimit = 1024 * 1024

/** What every request takes and gives, checked against messages.ts by the compiler. Unknown parameters are refused. */
export const requestSchemas: Schemas = {
  hello: {
    params: nothing,
    result: result<'hello'>()(
      v.object({
        version: text(64),
        host: v.picklist(['linux', 'windows']),
        canCapture: v.boolean(),
        wireshark: v.object({ isInstalled: v.boolean(), installCommand: v.nullable(text()) }),
      }),
    ),
  },
  discover: { params: nothing, result: topologySchema },
  doctor: { params: nothing, result: result<'doctor'>()(list(problemSchema, 1024)) },
  start: {
    params: params<'start'>()(
      v.strictObject({ interfaces: v.nullable(list(name, 16_384)), filter: v.nullable(text()) }),
    ),
    result: nothing,
  },
  stop: { params: nothing, result: nothing },
  ping: {
    params: params<'ping'>()(v.strictObject({ from: name, to: text(253), count: integer(1, 1_000_000) })),
    result: terminalInfoSchema,
  },
  traceroute: {
    params: params<'traceroute'>()(
      v.strictObject({ from: name, to: text(253), probes: v.optional(v.picklist(['icmp', 'udp'])) }),
    ),
    result: terminalInfoSchema,
  },
  shell: {
    params: params<'shell'>()(
      v.strictObject({ namespace: name, place: v.optional(v.picklist(['network', 'container'])) }),
    ),
    result: terminalInfoSchema,
  },
  terminalInput: {
    params: params<'terminalInput'>()(v.strictObject({ id: terminal, data: text(65_536) })),
    result: nothing,
  },
  terminalResize: {
    params: params<'terminalResize'>()(
      v.strictObject({ id: terminal, columns: integer(1, 1000), rows: integer(1, 1000) }),
    ),
    result: nothing,
  },
  terminalClose: { params: params<'terminalClose'>()(v.strictObject({ id: terminal })), result: nothing },
  listing: {
    params: params<'listing'>()(v.strictObject({ namespace: name, kind: v.picklist(listingKinds) })),
    result: result<'listing'>()(v.object({ text: text(1_000_000), isCut: v.boolean(), command: list(text(), 1024) })),
  },
  recordings: {
    params: nothing,
    result: result<'recordings'>()(
      list(v.object({ id: text(128), title: v.object({ en: text(), ja: text() }) }), 1024),
    ),
  },
  openRecording: {
    params: params<'openRecording'>()(v.strictObject({ id: text(128) })),
    result: result<'openRecording'>()(
      v.object({ name: text(), capture: bytes(captureLimit), topology: v.nullable(topologySchema) }),
    ),
  },
  saveCapture: {
    params: nothing,
    result: result<'saveCapture'>()(v.nullable(v.object({ path: text() }))),
  },
  openInWireshark: {
    params: params<'openInWireshark'>()(
      v.strictObject({
        points: list(capturePointSchema, 4096),
        frames: list(v.object({ ...frameSchema.entries, comment: text(4096) }), 4096),
        filter: text(65_536),
      }),
    ),
    result: nothing,
  },
  listLessons: { params: nothing, result: result<'listLessons'>()(list(lessonInfoSchema, 4096)) },
  openLesson: {
    params: params<'openLesson'>()(v.strictObject({ id: lessonId })),
    result: result<'openLesson'>()(v.object({ bytes: bytes(lessonLimit) })),
  },
  saveLesson: {
    params: params<'saveLesson'>()(v.strictObject({ id: lessonId, bytes: bytes(lessonLimit) })),
    result: lessonInfoSchema,
  },
  recordLesson: {
    params: params<'recordLesson'>()(v.strictObject({ filter: v.nullable(text()) })),
    result: result<'recordLesson'>()(v.object({ id: text(64) })),
  },
  pauseLesson: {
    params: params<'pauseLesson'>()(v.strictObject({ isPaused: v.boolean() })),
    result: result<'pauseLesson'>()(v.object({ elapsed: v.number() })),
  },
  noteLesson: {
    params: params<'noteLesson'>()(v.strictObject({ id: lessonId, notes: list(lessonNoteSchema, 4096) })),
    result: nothing,
  },
  lessonVoice: {
    params: params<'lessonVoice'>()(
      v.strictObject({ id: lessonId, index: count(), from: lessonTime, data: bytes(voiceLimit) }),
    ),
    result: nothing,
  },
  stopLesson: { params: nothing, result: lessonInfoSchema },
  setLanguage: {
    params: params<'setLanguage'>()(v.strictObject({ language: v.picklist(['en', 'ja']) })),
    result: nothing,
  },
}
