import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseTopology } from '../../src/contract/parse-topology'
import { filmOfRecording } from '../../src/core/lesson/film-of-recording'
import { emptyLesson, type Lesson, type LessonContent, type PacketRef } from '../../src/core/lesson/lesson'
import { indexPackets, packetKey } from '../../src/core/lesson/packet-ref'
import type { Journey } from '../../src/core/journey/journey'
import { buildTimeline } from '../../src/core/playback/build-timeline'
import type { Act, Timeline } from '../../src/core/playback/timeline'
import { decodeRecording } from '../scenes/decode-recording'

/** A lesson on a built-in recording, with its journeys and their play. */
export interface SampleLesson {
  readonly content: LessonContent
  readonly journeys: readonly Journey[]
  readonly timeline: Timeline
  readonly actOf: (packet: PacketRef) => Act | undefined
  readonly journeyOf: (packet: PacketRef) => Journey | undefined
}

/** The lesson that shows a whole built-in recording, with the given parts in place of nothing. */
export function makeLesson(
  recording: string,
  parts: (sample: SampleLesson) => Partial<Lesson> = () => ({}),
): SampleLesson {
  const folder = path.resolve('resources/recordings', recording)
  const capture = new Uint8Array(readFileSync(path.join(folder, 'recording.pcapng')))
  const topologyText = readFileSync(path.join(folder, 'topology.json'), 'utf8')
  const { journeys } = decodeRecording(topologyText, capture)
  const topology = parseTopology(JSON.parse(topologyText))
  const timeline = buildTimeline(journeys, { topology })
  const packets = indexPackets(journeys)
  const acts = new Map(timeline.acts.map((act) => [act.journey, act]))
  const journeyOf = (packet: PacketRef) => packets.get(packetKey(packet))
  const sample: SampleLesson = {
    content: {
      lesson: {
        ...emptyLesson(recording),
        title: { en: `Lesson on ${recording}`, ja: `${recording} のレッスン` },
        duration: timeline.duration,
        keyframes: filmOfRecording(timeline),
      },
      capture,
      topology,
      changes: [],
      terminals: [],
      narration: null,
    },
    journeys,
    timeline,
    journeyOf,
    actOf: (packet) => acts.get(journeyOf(packet)!),
  }
  return { ...sample, content: { ...sample.content, lesson: { ...sample.content.lesson, ...parts(sample) } } }
}
