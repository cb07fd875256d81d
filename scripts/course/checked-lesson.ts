import type { Journey } from '../../src/core/journey/journey'
import { filmAt } from '../../src/core/lesson/film'
import type { LessonContent, LessonTime, PacketRef } from '../../src/core/lesson/lesson'
import { indexPackets, packetKey } from '../../src/core/lesson/packet-ref'
import { buildTimeline } from '../../src/core/playback/build-timeline'
import type { Act, SceneTime } from '../../src/core/playback/timeline'
import type { Topology } from '../../src/core/topology/topology'
import { decodeRecording } from '../../test/scenes/decode-recording'

/** A lesson with what its packets did, as the checks look at it. */
export interface CheckedLesson {
  readonly content: LessonContent
  readonly journeys: readonly Journey[]
  readonly actOf: (packet: PacketRef) => Act | undefined
  readonly sceneAt: (time: LessonTime) => SceneTime
  readonly networkAt: (time: LessonTime) => Topology
}

/** Reads a lesson as the screen does. */
export function openChecked(content: LessonContent): CheckedLesson {
  const { lesson, capture, topology, changes } = content
  const { journeys } = decodeRecording(JSON.stringify(topology), capture)
  const timeline = buildTimeline(journeys, { topology })
  const packets = indexPackets(journeys)
  const acts = new Map(timeline.acts.map((act) => [act.journey, act]))
  const actOf = (packet: PacketRef): Act | undefined => {
    const journey = packets.get(packetKey(packet))
    return journey && acts.get(journey)
  }
  return {
    content,
    journeys,
    actOf,
    sceneAt: (time) => filmAt(lesson.keyframes, time, actOf).scene,
    networkAt: (time) => changes.findLast(({ at }) => at <= time)?.topology ?? topology,
  }
}
