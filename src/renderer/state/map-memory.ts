import type { Topology } from '../../core/topology/topology'

/** How a person arranged the map of one set of machines. */
export interface MapMemory {
  /** How far each box was moved from its own place, by its key, oldest first. */
  readonly moves: Readonly<Record<string, { readonly x: number; readonly y: number }>>
  /** Groups of idle containers that were opened or folded, by the bridge that they are on. */
  readonly folds: Readonly<Record<string, 'open' | 'folded'>>
}

/** A map that nobody arranged. */
export const untouchedMap: MapMemory = { moves: {}, folds: {} }

/** So many maps, and so many boxes of one, are remembered; the oldest are forgotten. */
const mostMaps = 12
const mostEntries = 60

/** What a map is remembered by: its machines and their names. */
export function mapIdentity({ machines }: Topology): string {
  const known = machines.filter(({ kind }) => kind !== 'lan').map(({ id, name }) => `${id} ${name}`)
  return known.sort().join(' | ').slice(0, 300)
}

/** All remembered maps with this one changed, as the newest. */
export function rememberMap(
  maps: Readonly<Record<string, MapMemory>>,
  identity: string,
  change: Partial<MapMemory>,
): Readonly<Record<string, MapMemory>> {
  const { [identity]: before = untouchedMap, ...others } = maps
  const { moves, folds } = { ...before, ...change }
  return newest(
    { ...others, [identity]: { moves: newest(moves, mostEntries), folds: newest(folds, mostEntries) } },
    mostMaps,
  )
}

/** What storage holds of maps, whatever else it holds. */
export function readMapMemories(stored: unknown): Readonly<Record<string, MapMemory>> {
  const maps = entriesOf(stored).map(([identity, memory]) => {
    const { moves, folds } = Object.fromEntries(entriesOf(memory))
    const places = entriesOf(moves).flatMap(([key, place]) => {
      const { x, y } = Object.fromEntries(entriesOf(place))
      return isDistance(x) && isDistance(y) ? [[key, { x, y }] as const] : []
    })
    const chosen = entriesOf(folds).flatMap(([key, fold]) =>
      fold === 'open' || fold === 'folded' ? [[key, fold] as const] : [],
    )
    const read: MapMemory = {
      moves: newest(Object.fromEntries(places), mostEntries),
      folds: newest(Object.fromEntries(chosen), mostEntries),
    }
    return [identity, read] as const
  })
  return newest(Object.fromEntries(maps), mostMaps)
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

function isDistance(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) < 20_000
}

function newest<Value>(record: Readonly<Record<string, Value>>, most: number): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).slice(-most))
}
