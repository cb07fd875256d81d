import type { VideoTime } from '../../core/lesson/video-clock'

/** Where each packet's label stood, as `SceneOptions` keeps it. */
export type LabelMemory = Map<number, number>

/** Labels are placed anew so often, in milliseconds. */
const step = 100
/** What was longer ago than this many steps, and at most twice as many, has no influence: a minute. */
const span = 600

/**
 * Where labels stood just before a moment, so that they do not jump from frame to frame. It is worked out from the
 * moments before, and so depends on nothing but the time: `place` places the labels of a moment, changing the memory.
 */
export function createLabelMemory(
  place: (time: VideoTime, memory: LabelMemory) => void,
): (time: VideoTime) => LabelMemory {
  let start = -1
  let reached = -1
  const memory: LabelMemory = new Map()
  return (time) => {
    const index = Math.floor(time / step)
    const wanted = Math.max(0, (Math.floor(index / span) - 1) * span)
    if (wanted !== start || reached > index) {
      start = wanted
      reached = wanted - 1
      memory.clear()
    }
    while (reached < index) place(++reached * step, memory)
    return new Map(memory)
  }
}
