import { withCounters } from '../../../core/topology/with-evidence'
import { useMemo, useState } from 'react'
import type { ElementSize } from '../../parts/use-element-size'
import { findClashes } from '../../scene/find-clashes'
import type { Point } from '../../scene/geometry'
import { layoutMap, type MapOptions } from '../../scene/layout-map'
import type { MapLayout } from '../../scene/map-layout'
import { sceneWords } from '../../scene/scene-words'
import { settleMove } from '../../scene/settle-move'
import { mapIdentity, rememberMap, untouchedMap } from '../../state/map-memory'
import { usePreference, useScreenContext, useTrace } from '../../state/screen-context'
import { measureText } from './measure-text'
import { useGlide } from './use-glide'

/** The map as it is arranged, and what arranges it. */
export interface ArrangedMap {
  readonly layout: MapLayout
  /** True once a person moved a box. */
  readonly isMoved: boolean
  /** Shows a box as far from its place as it is dragged; null ends that. */
  readonly drag: (key: string, by: Point | null) => void
  /** Lets a box come to rest near where it was dragged to; it goes back when there is no room. */
  readonly drop: (key: string, by: Point) => void
  /** How far the box was moved before. */
  readonly moveOf: (key: string) => Point
  readonly toggleFold: (id: string, isOpen: boolean) => void
  readonly reset: () => void
}

/** Lays the map out as this browser measures text, as the containers are busy, and as the person arranged it. */
export function useMapLayout(size: ElementSize): ArrangedMap {
  const { preferences } = useScreenContext()
  const { topology: read, counters, points, history, version } = useTrace()
  // Gates show what their rules have counted by now.
  const topology = useMemo(() => withCounters(read, counters), [read, counters])
  const language = usePreference('language')
  const maps = usePreference('maps')
  const [dragged, setDragged] = useState<{ key: string; by: Point } | null>(null)
  const identity = mapIdentity(topology)
  const memory = maps[identity] ?? untouchedMap
  // `history` is mutable, but this set of it is replaced when it grows; `version` says when to look.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const seen = useMemo(() => history.seen, [history, version])
  const options = useMemo((): MapOptions => {
    return {
      measure: measureText,
      words: sceneWords[language],
      width: size.width,
      height: size.height,
      needed: new Set(points.flatMap((point) => point.interface ?? [])),
      seen,
      folds: new Map(Object.entries(memory.folds)),
      moves: new Map(Object.entries(memory.moves)),
    }
  }, [language, size, points, seen, memory])
  const resting = useMemo(() => layoutMap(topology, options), [topology, options])
  const layout = useMemo(() => {
    if (dragged === null) return resting
    return layoutMap(topology, { ...options, moves: withMove(options, dragged.key, dragged.by), isLoose: true })
  }, [topology, options, resting, dragged])
  const remember = (change: Parameters<typeof rememberMap>[2]) =>
    preferences.setState({ maps: rememberMap(maps, identity, change) })
  return {
    layout: useGlide(layout, size, dragged !== null),
    isMoved: Object.keys(memory.moves).length > 0,
    drag: (key, by) => setDragged(by === null ? null : { key, by }),
    drop: (key, by) => {
      setDragged(null)
      const lay = (move: Point) =>
        layoutMap(topology, { ...options, moves: withMove(options, key, move), isLoose: true })
      const others = Object.entries(memory.moves).filter(([other]) => other !== key)
      const without = layoutMap(topology, { ...options, moves: new Map(others), isLoose: true })
      const move = settleMove(by, lay, findClashes(without).length)
      if (move === null) return
      remember({ moves: { ...Object.fromEntries(others), [key]: move } })
    },
    moveOf: (key) => memory.moves[key] ?? { x: 0, y: 0 },
    toggleFold: (id, isOpen) => remember({ folds: { ...memory.folds, [id]: isOpen ? 'open' : 'folded' } }),
    reset: () => remember({ moves: {} }),
  }
}

function withMove({ moves = new Map() }: MapOptions, key: string, by: Point): ReadonlyMap<string, Point> {
  const all = new Map(moves)
  all.delete(key)
  return all.set(key, by)
}
