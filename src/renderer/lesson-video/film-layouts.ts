import { measureText } from '../panels/map/measure-text'
import type { Rect } from '../scene/geometry'
import { layoutMap } from '../scene/layout-map'
import type { MapLayout } from '../scene/map-layout'
import type { MapWords } from '../scene/map-words'
import { looksAlike, tweenLayout } from '../scene/tween-layout'
import type { LessonScene, SceneMoment } from './lesson-scene'

/** How long boxes take to their new places when the network changes, in milliseconds of the lesson. */
const glideTime = 450

/** The map's layout at each moment: of the network in force, or on the way from the one before. */
export function createLayouts(
  { topologies, trace }: LessonScene,
  room: Rect,
  words: MapWords,
): { at(moment: Pick<SceneMoment, 'topology' | 'topologyAge'>): MapLayout } {
  const laid = new Map<number, MapLayout>()
  const needed = new Set(trace.points.flatMap((point) => point.interface ?? []))
  const layoutOf = (index: number): MapLayout => {
    let layout = laid.get(index)
    if (layout === undefined) {
      const topology = topologies[index]!
      const { width, height } = room
      layout = layoutMap(topology, { measure: measureText, words, width, height, needed, seen: trace.history.seen })
      // A change that moves nothing must not make the map be painted anew.
      const before = index > 0 ? layoutOf(index - 1) : null
      if (before !== null && JSON.stringify(before) === JSON.stringify(layout)) layout = before
      laid.set(index, layout)
    }
    return layout
  }
  return {
    at: ({ topology, topologyAge }) => {
      const after = layoutOf(topology)
      if (topology === 0 || topologyAge >= glideTime) return after
      const before = layoutOf(topology - 1)
      if (before === after || looksAlike(before, after)) return after
      const share = Math.max(0, topologyAge / glideTime)
      return tweenLayout(before, after, share * share * (3 - 2 * share))
    },
  }
}
