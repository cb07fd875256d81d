import { startOf, type Timeline } from '../playback/timeline'
import type { Keyframe } from './lesson'
import { packetRefOf } from './packet-ref'

/**
 * The film that shows a whole recording as the player does at its own pace: lesson time is scene time, and a lesson made
 * of it keeps up with the packets even when a later Hopscope paces them otherwise.
 */
export function filmOfRecording({ acts }: Pick<Timeline, 'acts'>): readonly Keyframe[] {
  const keyframes: Keyframe[] = [{ at: 0, position: { packet: null, station: 0 }, isJump: false }]
  let latest = 0
  for (const act of [...acts].sort((a, b) => startOf(a) - startOf(b))) {
    const packet = packetRefOf(act.journey)
    if (packet === null) continue
    const moments = [...act.times.entries(), [act.times.length, act.end] as const]
    for (const [station, at] of moments) {
      if (at <= latest) continue
      latest = at
      keyframes.push({ at, position: { packet, station }, isJump: false })
    }
  }
  return keyframes
}
