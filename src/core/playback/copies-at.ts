import type { Journey } from '../journey/journey'
import type { InterfaceId } from '../topology/topology'
import { actsAt } from './acts-around'
import type { Act, SceneTime, Timeline } from './timeline'

/** Where one copy of a broadcast is: between two interfaces, or at its end, where it fades. */
export interface CopyPosition {
  readonly journey: Journey
  readonly from: InterfaceId
  readonly to: InterfaceId
  /** 0 at `from`, 1 at `to`. */
  readonly progress: number
  /** 0 while it moves, then up to 1. */
  readonly faded: number
}

/** The copies that bridges have sent out by then and that have not faded; they are no packets of their own. */
export function copiesAt(timeline: Timeline, time: SceneTime): CopyPosition[] {
  return actsAt(timeline, time).flatMap((act) => copiesOf(act, time))
}

function copiesOf({ journey, branches, times, leg }: Act, time: SceneTime): CopyPosition[] {
  return branches.flatMap(({ from, way }) => {
    const legs = (time - times[from]!) / leg
    const last = way.length - 1
    if (legs < 0 || legs >= last + 1) return []
    const at = Math.min(Math.floor(legs), last - 1)
    return [
      { journey, from: way[at]!, to: way[at + 1]!, progress: Math.min(1, legs - at), faded: Math.max(0, legs - last) },
    ]
  })
}
