import { filmAt } from '../../src/core/lesson/film'
import type { LessonContent, LessonTime, PacketRef } from '../../src/core/lesson/lesson'
import { readLessonPackets, type LessonPackets } from '../../src/core/lesson/read-packets'
import { buildTimeline } from '../../src/core/playback/build-timeline'
import type { Act, SceneTime } from '../../src/core/playback/timeline'
import type { Topology } from '../../src/core/topology/topology'

/** A lesson with what its packets did, as the checks look at it. */
export interface CheckedLesson {
  readonly content: LessonContent
  readonly packets: LessonPackets
  readonly actOf: (packet: PacketRef) => Act | undefined
  readonly sceneAt: (time: LessonTime) => SceneTime
  readonly networkAt: (time: LessonTime) => Topology
}

/** Reads a lesson as the screen does. */
export function openChecked(content: LessonContent): CheckedLesson {
  const { lesson, topology, changes } = content
  const packets = readLessonPackets(content)
  const timeline = buildTimeline(packets.journeys, { topology })
  const acts = new Map(timeline.acts.map((act) => [act.journey, act]))
  const actOf = (packet: PacketRef): Act | undefined => {
    const journey = packets.journeyOf(packet)
    return journey && acts.get(journey)
  }
  return {
    content,
    packets,
    actOf,
    sceneAt: (time) => filmAt(lesson.keyframes, time, actOf).scene,
    networkAt: (time) => changes.findLast(({ at }) => at <= time)?.topology ?? topology,
  }
}
