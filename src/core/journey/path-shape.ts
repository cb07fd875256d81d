import { destinationMacNumber, sourceMacNumber } from '../decode/mac-address'
import type { Sighting } from '../correlate/sighting'
import type { Rewrite } from './journey'
import type { PathComparison } from './predicted-path'

/** A path's header fields as they are at each hop, and what was derived from them alone. */
export interface PathShape {
  readonly path: readonly Sighting[]
  readonly sourceMacs: readonly number[]
  readonly destinationMacs: readonly number[]
  /** The rewrites of the journey that it answers; what they undo is explained by them. */
  readonly outbound: readonly Rewrite[]
  readonly rewrites: readonly Rewrite[]
  /** Comparison with the predicted path, for a journey that has gone on (1) and one that has not (0). */
  readonly comparisons: [PathComparison | null, PathComparison | null]
}

/** A conversation has few shapes, and a scan of ports too many to keep. */
const mostShapes = 8

/**
 * Remembers the latest shapes of paths: the pings of one container differ in nothing but their numbers, so their
 * rewrites and causes are found once.
 */
export class PathShapes {
  readonly #byFirstPoint: (PathShape[] | undefined)[] = []

  /** The shape that a path and the rewrites it answers have, null when it is new. */
  find(path: readonly Sighting[], outbound: readonly Rewrite[]): PathShape | null {
    const shapes = this.#byFirstPoint[path[0]!.point.index]
    if (shapes === undefined) return null
    for (const shape of shapes) if (shape.outbound === outbound && hasShape(path, shape)) return shape
    return null
  }

  /** Remembers a new shape in place of the oldest that starts at the same point. */
  remember(path: readonly Sighting[], outbound: readonly Rewrite[], rewrites: readonly Rewrite[]): PathShape {
    const shape: PathShape = {
      path,
      sourceMacs: path.map(({ packet }) => sourceMacNumber(packet)),
      destinationMacs: path.map(({ packet }) => destinationMacNumber(packet)),
      outbound,
      rewrites,
      comparisons: [null, null],
    }
    // Point numbers may come from a file with gaps or a huge one; only dense ones are worth an array.
    const index = path[0]!.point.index
    if (index < 65_536 && !rewrites.some(({ field }) => field === 'icmpId')) {
      const shapes = (this.#byFirstPoint[index] ??= [])
      shapes.unshift(shape)
      if (shapes.length > mostShapes) shapes.pop()
    }
    return shape
  }

  /** Forgets what was compared with the map, because another interface is watched now. */
  forgetComparisons(): void {
    for (const shapes of this.#byFirstPoint) {
      for (const shape of shapes ?? []) shape.comparisons.fill(null)
    }
  }
}

function hasShape(path: readonly Sighting[], shape: PathShape): boolean {
  if (path.length !== shape.path.length) return false
  const { icmpId } = path[0]!.packet
  for (let i = 0; i < path.length; i++) {
    const [a, b] = [path[i]!, shape.path[i]!]
    if (
      a.point !== b.point ||
      a.packet.ttl !== b.packet.ttl ||
      a.packet.source !== b.packet.source ||
      a.packet.destination !== b.packet.destination ||
      a.packet.icmpId !== icmpId ||
      a.packet.sourcePort !== b.packet.sourcePort ||
      a.packet.destinationPort !== b.packet.destinationPort ||
      a.packet.protocol !== b.packet.protocol ||
      sourceMacNumber(a.packet) !== shape.sourceMacs[i] ||
      destinationMacNumber(a.packet) !== shape.destinationMacs[i]
    ) {
      return false
    }
  }
  return true
}
