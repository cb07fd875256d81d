import type { Journey } from '../../core/journey/journey'
import { captionAt, chapterAt, settingAt, spotlightsAt } from '../../core/lesson/at-moment'
import { filmAt } from '../../core/lesson/film'
import type { Caption, Keyframe, LessonContent, LessonTime, PacketRef, Spotlight } from '../../core/lesson/lesson'
import { lastIndex } from '../../core/lesson/lesson-clock'
import { indexPackets, packetKey, packetRefOf } from '../../core/lesson/packet-ref'
import { createVideoClock, type AskedQuestion, type VideoClock, type VideoTime } from '../../core/lesson/video-clock'
import { buildTimeline } from '../../core/playback/build-timeline'
import { copiesAt, type CopyPosition } from '../../core/playback/copies-at'
import { openWindow, windowAt } from '../../core/playback/plan-timeline'
import { positionsAt, type TokenPosition } from '../../core/playback/positions-at'
import type { Act, SceneTime, Timeline } from '../../core/playback/timeline'
import type { Topology } from '../../core/topology/topology'
import { readRecordingInTurns, type ReadingHost } from '../state/read-recording'
import type { Trace } from '../state/trace'

/** Everything that a lesson shows at one moment of its video. */
export interface SceneMoment {
  readonly time: LessonTime
  readonly positions: readonly TokenPosition[]
  readonly copies: readonly CopyPosition[]
  /** The packet that the teacher or the question chose, or else the one that the film is with. */
  readonly followed: Journey | null
  readonly isChosen: boolean
  /** Index into the scene's `topologies`, and milliseconds of the lesson since it is in force. */
  readonly topology: number
  readonly topologyAge: number
  readonly chapter: number
  readonly caption: Caption | null
  readonly spotlights: readonly Spotlight[]
  readonly asked: AskedQuestion | null
}

/** A lesson whose recording was read: what it shows depends on nothing but the time that is asked for. */
export interface LessonScene {
  readonly content: LessonContent
  readonly trace: Trace
  readonly clock: VideoClock
  /** The network at the beginning and after each change. */
  readonly topologies: readonly Topology[]
  at(time: VideoTime): SceneMoment
  journeyOf(packet: PacketRef): Journey | null
  /** The network that was in force when the film came to a packet's end; at `time` when it never does. */
  topologyAtEnd(journey: Journey, time: LessonTime): Topology
}

/** So many windows of a long recording stay open: those of the keyframes around a moment, and of the moment itself. */
const openWindows = 3

/** Reads a lesson's recording; null when `host` stopped it. Throws a `CaptureFormatError` when it is no capture. */
export async function readLessonScene(content: LessonContent, host: ReadingHost): Promise<LessonScene | null> {
  const { lesson, capture, topology, changes } = content
  const captures = [{ name: 'recording.pcapng', bytes: capture, midnight: 0 }]
  const trace = await readRecordingInTurns({ captures, topology }, host)
  if (trace === null) return null
  const packets = indexPackets(trace.history.journeys)
  const timelines = createTimelines(trace)
  const clock = createVideoClock(lesson)
  const topologies = [trace.topology, ...changes.map((change) => change.topology)]
  const journeyOf = (packet: PacketRef) => packets.get(packetKey(packet)) ?? null
  const actOf = (packet: PacketRef) => {
    const journey = journeyOf(packet)
    return journey === null ? undefined : timelines.actOf(journey)
  }
  const ends = new WeakMap<Journey, LessonTime | null>()
  const endOf = (journey: Journey): LessonTime | null => {
    const ref = packetRefOf(journey)
    if (ref === null) return null
    const key = packetKey(ref)
    const last = (actOf(ref)?.stations.length ?? 0) - 1
    const isEnd = ({ position: { packet, station } }: Keyframe) =>
      packet !== null && station >= last && packetKey(packet) === key
    return lesson.keyframes.find(isEnd)?.at ?? null
  }
  const changeAt = (time: LessonTime) => lastIndex(changes, ({ at }) => at <= time)
  return {
    content,
    trace,
    clock,
    topologies,
    journeyOf,
    topologyAtEnd: (journey, time) => {
      let end = ends.get(journey)
      if (end === undefined) ends.set(journey, (end = endOf(journey)))
      return topologies[changeAt(end ?? time) + 1]!
    },
    at: (videoTime) => {
      const { lesson: time, asked } = clock.at(videoTime)
      const { scene, packet } = filmAt(lesson.keyframes, time, actOf)
      const timeline = timelines.at(scene)
      const chosen = asked?.question.packet ?? settingAt(lesson, time).selection?.packet ?? null
      const followed = chosen ?? packet
      const change = changeAt(time)
      return {
        time,
        positions: positionsAt(timeline, scene),
        copies: copiesAt(timeline, scene),
        followed: followed === null ? null : journeyOf(followed),
        isChosen: chosen !== null,
        topology: change + 1,
        topologyAge: time - (changes[change]?.at ?? -Infinity),
        chapter: chapterAt(lesson, time),
        caption: captionAt(lesson, time),
        spotlights: spotlightsAt(lesson, time),
        asked,
      }
    },
  }
}

interface Timelines {
  at(time: SceneTime): Timeline
  actOf(journey: Journey): Act | undefined
}

/** One timeline, or of a long recording the windows that were asked for last. */
function createTimelines({ plan, history, topology }: Trace): Timelines {
  const acts = new WeakMap<Timeline, ReadonlyMap<number, Act>>()
  const find = (timeline: Timeline, { id }: Journey) => {
    let index = acts.get(timeline)
    if (index === undefined) acts.set(timeline, (index = new Map(timeline.acts.map((act) => [act.journey.id, act]))))
    return index.get(id)
  }
  if (plan === null) {
    const whole = buildTimeline(history.journeys, { topology })
    return { at: () => whole, actOf: (journey) => find(whole, journey) }
  }
  const open = new Map<number, Timeline>()
  const windowOf = (index: number) => {
    const timeline = open.get(index) ?? openWindow(plan, history.journeys, index, topology)
    open.delete(index)
    open.set(index, timeline)
    for (const oldest of open.keys()) if (open.size > openWindows) open.delete(oldest)
    return timeline
  }
  return {
    at: (time) => windowOf(windowAt(plan, time)),
    actOf: (journey) => {
      const at = history.indexOf(journey.id)
      return find(windowOf(lastIndex(plan.windows, ({ first }) => first <= at)), journey)
    },
  }
}
