import type { Point } from './geometry'
import type { MapTarget } from './map-layout'

/** How far a person moved boxes from where the layout puts them, in map units, in the order in which they did. */
export type Moves = ReadonlyMap<string, Point>

/** Nothing was moved. */
export const noMoves: Moves = new Map()

const nowhere: Point = { x: 0, y: 0 }

/** How far one box was moved. */
export function moveOf(moves: Moves, key: string): Point {
  return moves.get(key) ?? nowhere
}

/** What a box is remembered by. */
export function boxKey(target: MapTarget): string {
  return target.kind === 'guest' ? `guest ${target.namespace} ${target.id}` : `${target.kind} ${target.id}`
}
