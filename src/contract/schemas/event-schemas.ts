import * as v from 'valibot'
import { commands } from '../commands'
import type { EventName, Events } from '../messages'
import { agreesWith } from './agrees-with'
import { countersSchema } from './counters-schema'
import { capturePointSchema, journeySchema } from './journey-schema'
import { lessonRecordingSchema } from './lesson-schemas'
import { count, list, text } from './parts'
import { problemSchema, sessionStatusSchema } from './session-schemas'
import { connectionSchema, topologySchema } from './topology-schema'

type Schemas = { readonly [Name in EventName]: v.GenericSchema<unknown, Events[Name]> }

/** What every event carries, checked against messages.ts by the compiler. */
export const eventSchemas: Schemas = {
  status: sessionStatusSchema,
  topology: topologySchema,
  journeys: agreesWith<Events['journeys']>()(
    v.object({ points: list(capturePointSchema, 16_384), journeys: list(journeySchema, 65_536) }),
  ),
  lines: agreesWith<Events['lines']>()(v.object({ point: count(), lines: list(text(), 65_536), skipped: count() })),
  connections: agreesWith<Events['connections']>()(v.object({ connections: list(connectionSchema, 65_536) })),
  counters: countersSchema,
  terminalOutput: agreesWith<Events['terminalOutput']>()(v.object({ id: count(), data: text(4 * 1024 * 1024) })),
  terminalExit: agreesWith<Events['terminalExit']>()(v.object({ id: count(), exitCode: v.nullable(v.number()) })),
  lessonRecording: lessonRecordingSchema,
  problem: problemSchema,
  command: agreesWith<Events['command']>()(v.object({ id: v.picklist(commands.map(({ id }) => id)) })),
}
