import { stationAt } from '../../core/lesson/film'
import type { PacketRef } from '../../core/lesson/lesson'
import { packetRefOf } from '../../core/lesson/packet-ref'
import { actsAt, firstUnfinished } from '../../core/playback/acts-around'
import type { Act, SceneTime, Timeline } from '../../core/playback/timeline'
import type { InterfaceId } from '../../core/topology/topology'
import { focusAt } from './focus-at'

/** Where a player stands, said by packets and stations: on another timeline of the same packets that is the same. */
export interface NotedPosition {
  readonly packet: PacketRef | null
  readonly station: number
  /** The interface of the station that it stands at or left last. */
  readonly interface: InterfaceId | null
}

/** What is left of a step where an ending has faded: its station is still told by the whole part. */
export const fadedShare = 0.999

const nowhere: NotedPosition = { packet: null, station: 0, interface: null }

/** With the packet that set out last; between packets, where the last one has faded; before the first one nowhere. */
export function filmPositionAt(timeline: Timeline, time: SceneTime): NotedPosition {
  const focus = focusAt(timeline, time)
  const act =
    focus === null
      ? lastFaded(timeline, time)
      : actsAt(timeline, time).find(({ journey }) => journey.id === focus.journey)
  const packet = act === undefined ? null : packetRefOf(act.journey)
  if (act === undefined || packet === null) return nowhere
  const station = Math.min(stationAt(act, time), act.stations.length - 1 + fadedShare)
  return { packet, station, interface: act.stations[Math.max(0, Math.floor(station))]?.interface ?? null }
}

/** Nothing is on stage, so all acts before the first unfinished one have ended. */
function lastFaded(timeline: Timeline, time: SceneTime): Act | undefined {
  let latest: Act | undefined
  const end = firstUnfinished(timeline, time)
  for (let index = Math.max(0, end - 64); index < end; index++) {
    const act = timeline.acts[index]!
    if (latest === undefined || act.end >= latest.end) latest = act
  }
  return latest
}
