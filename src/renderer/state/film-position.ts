import { stationAt } from '../../core/lesson/film'
import type { PacketRef } from '../../core/lesson/lesson'
import { packetRefOf } from '../../core/lesson/packet-ref'
import { actsAt, firstUnfinished } from '../../core/playback/acts-around'
import { positionOf } from '../../core/playback/positions-at'
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

/**
 * With the packet that is looked at while it is on its way, or on stage at all when nothing moves; else with the one that
 * set out last; between packets, where the last one has faded; before the first one nowhere.
 */
export function filmPositionAt(
  timeline: Timeline,
  time: SceneTime,
  looked: { readonly journey: number | null; readonly isStill: boolean } = { journey: null, isStill: false },
): NotedPosition {
  const acts = actsAt(timeline, time)
  const focus = focusAt(timeline, time)?.journey
  const act =
    acts.find((each) => each.journey.id === looked.journey && (looked.isStill || isUnderWay(each, time))) ??
    (focus === undefined ? lastFaded(timeline, time) : acts.find(({ journey }) => journey.id === focus))
  const packet = act === undefined ? null : packetRefOf(act.journey)
  if (act === undefined || packet === null) return nowhere
  const station = Math.min(stationAt(act, time), act.stations.length - 1 + fadedShare)
  return { packet, station, interface: act.stations[Math.max(0, Math.floor(station))]?.interface ?? null }
}

function isUnderWay(act: Act, time: SceneTime): boolean {
  const { phase } = positionOf(act, time)
  return phase === 'moving' || phase === 'rewriting'
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
