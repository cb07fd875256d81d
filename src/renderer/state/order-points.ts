import type { CapturePoint } from '../../core/correlate/sighting'
import type { Journey } from '../../core/journey/journey'
import { layoutLadder } from './layout-ladder'

/** The first packets say the order: it must not change with every new one. */
const asked = 100

/** Captures in the order in which packets pass them, as on the ladder; those that saw none come last, as they were. */
export function orderPoints(points: readonly CapturePoint[], journeys: readonly Journey[]): readonly CapturePoint[] {
  const columns = layoutLadder(journeys.slice(0, asked)).columns
  const places = new Map(columns.map(({ point }, place) => [`${point.namespace} ${point.interfaceName}`, place]))
  const placeOf = (point: CapturePoint) => places.get(`${point.namespace} ${point.interfaceName}`) ?? columns.length
  return points.toSorted((a, b) => placeOf(a) - placeOf(b))
}
