import { compileFilter } from '../../src/core/filter/compile-filter'
import { journeyFacts } from '../../src/core/filter/journey-facts'
import { parseFilter } from '../../src/core/filter/parse-filter'
import type { Journey } from '../../src/core/journey/journey'
import { sceneTimeOf } from '../../src/core/lesson/film'
import { packetRefOf } from '../../src/core/lesson/packet-ref'
import { readLessonPackets } from '../../src/core/lesson/read-packets'
import type { FilmPosition, PacketRef } from '../../src/core/lesson/lesson'
import { buildTimeline } from '../../src/core/playback/build-timeline'
import type { Act, SceneTime, Station, Timeline } from '../../src/core/playback/timeline'
import type { Topology } from '../../src/core/topology/topology'
import type { LessonScript, PacketChoice, Spot, Stand } from './lesson-script'
import { interfaceOfPlace, type Place } from './places'
import type { RecordedLesson, RecordedTake } from './recorded-lesson'

/** What was recorded for a lesson, and how its script's names are meant in it. Unknown names throw. */
export interface LessonStage {
  readonly topology: Topology
  readonly timeline: Timeline
  take(id: string): RecordedTake
  act(packet: string): Act
  journey(packet: string): Journey
  ref(packet: string): PacketRef
  station(packet: string, place: Place): Station
  position(stand: Stand): FilmPosition
  sceneTime(stand: Stand): SceneTime
}

/** So much of an ending is shown: later the next packet sets out. */
const ending = 0.3

/** Reads a recording as the screen does, and finds the packets that a script speaks of. */
export function openStage(script: LessonScript, { capture, topology, takes }: RecordedLesson): LessonStage {
  const { journeys } = readLessonPackets({ capture, topology })
  const timeline = buildTimeline(journeys, { topology })
  const take = (id: string): RecordedTake => {
    const found = takes.find((each) => each.id === id)
    if (found === undefined) throw new Error(`${script.id} has no take "${id}".`)
    return found
  }
  const acts = new Map(
    Object.entries(script.packets).map(([name, choice]) => [name, findAct(timeline, take(choice.take), name, choice)]),
  )
  const act = (name: string): Act => {
    const found = acts.get(name)
    if (found === undefined) throw new Error(`${script.id} names no packet "${name}".`)
    return found
  }
  const indexOf = (name: string, place: Place): number => {
    const { id } = interfaceOfPlace(topology, place)
    const index = act(name).stations.findIndex((station) => station.interface === id)
    if (index === -1) throw new Error(`The packet "${name}" of ${script.id} does not pass ${place}.`)
    return index
  }
  const spotIndex = (name: string, spot: Spot): number => {
    const last = act(name).stations.length - 1
    return spot === 'start' ? 0 : spot === 'last' ? last : spot === 'ending' ? last + ending : indexOf(name, spot)
  }
  const ref = (name: string): PacketRef => packetRefOf(act(name).journey)!
  return {
    topology,
    timeline,
    take,
    act,
    ref,
    journey: (name) => act(name).journey,
    station: (name, place) => act(name).stations[indexOf(name, place)]!,
    position: ({ packet, at }) => ({ packet: ref(packet), station: spotIndex(packet, at) }),
    sceneTime: ({ packet, at }) => sceneTimeOf(act(packet), spotIndex(packet, at)),
  }
}

function findAct({ acts }: Timeline, take: RecordedTake, name: string, { filter, nth = 0 }: PacketChoice): Act {
  const parsed = parseFilter(filter)
  if (parsed.filter === null) throw new Error(`The filter of the packet "${name}" is none: ${filter}`)
  const passes = compileFilter(parsed.filter)
  const found = acts.filter(({ journey }) => {
    const first = journey.sightings[0]
    if (first === undefined) return false
    const time = first.seconds * 1000 + first.nanoseconds / 1e6
    return time >= take.from && time <= take.to && passes(journeyFacts(journey))
  })
  const act = found.sort((a, b) => a.journey.id - b.journey.id)[nth]
  if (act === undefined) {
    throw new Error(`The take "${take.id}" has ${found.length} packets of "${filter}": no "${name}" of number ${nth}.`)
  }
  return act
}
