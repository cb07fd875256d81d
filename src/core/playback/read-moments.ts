import { nanosecondsBetween } from '../correlate/sighting'
import type { Station, Timeline } from './timeline'

/** Two captures of one packet are not seconds apart: what looks like it is the difference of two machines' clocks. */
const longestHopNs = 1e9

/**
 * Log time at each station in nanoseconds since `origin`, null where nothing was seen. Never decreasing along the
 * path: a machine whose clock differs is shifted by `clockOffsets` (machine → nanoseconds that its clock is ahead), or
 * by what makes the packet's stay on the wire between possible.
 */
export function readMoments(
  stations: readonly Station[],
  origin: NonNullable<Timeline['origin']>,
  clockOffsets: Readonly<Record<string, number>>,
): (number | null)[] {
  const shifts = new Map<string, number>()
  let last: { machine: string; moment: number } | null = null
  return stations.map(({ sighting }) => {
    if (sighting === null) return null
    const machine = sighting.point.machine ?? ''
    const raw = nanosecondsBetween(origin, sighting) - (clockOffsets[machine] ?? 0)
    let moment = raw + (shifts.get(machine) ?? 0)
    if (last !== null) {
      const step = moment - last.moment
      if (machine !== last.machine && !shifts.has(machine) && (step < 0 || step > longestHopNs)) {
        shifts.set(machine, last.moment - raw)
        moment = last.moment
      }
      moment = Math.max(moment, last.moment)
    }
    last = { machine, moment }
    return moment
  })
}
