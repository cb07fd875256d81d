import type { Keyframe } from '../../core/lesson/lesson'
import { packetKey } from '../../core/lesson/packet-ref'
import type { SceneTime } from '../../core/playback/timeline'

/** A sample of the film, with the scene time that it means on the recording's timeline. */
export interface FilmSample {
  readonly keyframe: Keyframe
  readonly scene: SceneTime
}

/** So many milliseconds of the scene a thinned film may be off: one frame of a video. */
const tolerance = 30

/**
 * No more keyframes than the film needs to be where the samples say, `tolerance` being off at most. The first and the last
 * one of each packet's turn stay, and so do jumps with what was before them. What would run backwards is a jump.
 */
export function thinFilm(samples: readonly FilmSample[]): readonly Keyframe[] {
  const kept: Keyframe[] = []
  let turn: FilmSample[] = []
  for (const sample of samples) {
    const last = turn.at(-1)
    const isJump = last === undefined || sample.keyframe.isJump || sample.scene < last.scene
    if (isJump || !isSamePacket(last, sample)) {
      kept.push(...thinTurn(turn))
      turn = []
    }
    turn.push({ ...sample, keyframe: { ...sample.keyframe, isJump } })
  }
  kept.push(...thinTurn(turn))
  return kept
}

function isSamePacket(a: FilmSample, b: FilmSample): boolean {
  const [first, second] = [a.keyframe.position.packet, b.keyframe.position.packet]
  return first === null || second === null ? first === second : packetKey(first) === packetKey(second)
}

/** Ramer, Douglas and Peucker's way: what is farthest off the straight line stays, and so on on both sides of it. */
function thinTurn(turn: readonly FilmSample[]): readonly Keyframe[] {
  const isKept = new Set<number>([0, turn.length - 1])
  const spans: (readonly [number, number])[] = [[0, turn.length - 1]]
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to] = span
    let farthest = -1
    let most = tolerance
    for (let index = from + 1; index < to; index++) {
      const off = Math.abs(turn[index]!.scene - lineAt(turn[from]!, turn[to]!, turn[index]!.keyframe.at))
      if (off <= most) continue
      farthest = index
      most = off
    }
    if (farthest === -1) continue
    isKept.add(farthest)
    spans.push([from, farthest], [farthest, to])
  }
  return turn.filter((_, index) => isKept.has(index)).map(({ keyframe }) => keyframe)
}

function lineAt(from: FilmSample, to: FilmSample, at: number): SceneTime {
  const span = to.keyframe.at - from.keyframe.at
  return span <= 0 ? to.scene : from.scene + ((to.scene - from.scene) * (at - from.keyframe.at)) / span
}
