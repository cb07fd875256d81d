import type { Act, SceneTime } from '../playback/timeline'
import type { FilmPosition, Keyframe, LessonTime, PacketRef } from './lesson'
import { lastIndex } from './lesson-clock'

/** Where the scene stands, and which packet the film is with. */
export interface FilmMoment {
  readonly scene: SceneTime
  readonly packet: PacketRef | null
}

/**
 * Where the film stands at a moment of the lesson. `actOf` gives a packet's part in the play, or nothing when the recording
 * does not have it; its keyframes are then passed over.
 */
export function filmAt(
  keyframes: readonly Keyframe[],
  time: LessonTime,
  actOf: (packet: PacketRef) => Act | undefined,
): FilmMoment {
  const at = lastIndex(keyframes, (keyframe) => keyframe.at <= time)
  const before = nearestKnown(keyframes, at, -1, actOf)
  const after = nearestKnown(keyframes, at + 1, 1, actOf)
  if (before === null) return { scene: 0, packet: null }
  const here: FilmMoment = { scene: before.scene, packet: before.keyframe.position.packet }
  if (after === null || after.keyframe.isJump || after.scene <= before.scene) return here
  const span = after.keyframe.at - before.keyframe.at
  const share = span <= 0 ? 1 : Math.min(1, (time - before.keyframe.at) / span)
  const scene = before.scene + (after.scene - before.scene) * share
  const isWithLater = after.from <= scene
  return { scene, packet: isWithLater ? after.keyframe.position.packet : here.packet }
}

/** The scene time of a position on a packet's act. */
export function sceneTimeOf(act: Act, station: number): SceneTime {
  const { times } = act
  const last = times.length - 1
  if (station < 0) return act.known + (times[0]! - act.known) * Math.max(0, 1 + station)
  if (station >= last) return times[last]! + (act.end - times[last]!) * Math.min(1, station - last)
  const whole = Math.floor(station)
  return times[whole]! + (times[whole + 1]! - times[whole]!) * (station - whole)
}

/** The position on an act that a scene time shows: the other way round. */
export function stationAt(act: Act, time: SceneTime): number {
  const { times } = act
  const last = times.length - 1
  if (time < times[0]!)
    return times[0]! <= act.known ? 0 : -1 + Math.max(0, (time - act.known) / (times[0]! - act.known))
  if (time >= times[last]!)
    return last + Math.min(1, act.end <= times[last]! ? 0 : (time - times[last]!) / (act.end - times[last]!))
  const at = lastIndex(times, (each) => each <= time)
  const span = times[at + 1]! - times[at]!
  return at + (span <= 0 ? 0 : (time - times[at]!) / span)
}

interface Known {
  readonly keyframe: Keyframe
  readonly scene: SceneTime
  /** When its packet is first seen. */
  readonly from: SceneTime
}

function nearestKnown(
  keyframes: readonly Keyframe[],
  start: number,
  direction: 1 | -1,
  actOf: (packet: PacketRef) => Act | undefined,
): Known | null {
  for (let at = start; at >= 0 && at < keyframes.length; at += direction) {
    const keyframe = keyframes[at]!
    const known = resolve(keyframe.position, actOf)
    if (known !== null) return { keyframe, ...known }
  }
  return null
}

function resolve(
  { packet, station }: FilmPosition,
  actOf: (packet: PacketRef) => Act | undefined,
): { readonly scene: SceneTime; readonly from: SceneTime } | null {
  if (packet === null) return { scene: 0, from: 0 }
  const act = actOf(packet)
  return act === undefined ? null : { scene: sceneTimeOf(act, station), from: act.times[0] ?? act.known }
}
