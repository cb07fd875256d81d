import type { LessonNote } from '../../contract/messages'
import type { Journey } from '../../core/journey/journey'
import { sceneTimeOf } from '../../core/lesson/film'
import type { Keyframe, Marker, Move, PacketRef } from '../../core/lesson/lesson'
import { packetKey, packetRefOf, refOfSighting } from '../../core/lesson/packet-ref'
import type { Act } from '../../core/playback/timeline'
import type { InterfaceId, Topology } from '../../core/topology/topology'
import { createActFinder } from './act-finder'
import { thinFilm, type FilmSample } from './thin-film'

/** What a teacher did, said of the recording as it is once it is whole. */
export interface PlacedNotes {
  readonly keyframes: readonly Keyframe[]
  readonly moves: readonly Move[]
  readonly markers: readonly Marker[]
}

/**
 * Places a teacher's notes on a recording: live, a packet may have been known by fewer of its sightings than it has, so it
 * is found by any of them and its stations by their interfaces. Packets that the recording does not have are passed over.
 */
export function placeNotes(
  notes: readonly LessonNote[],
  journeys: readonly Journey[],
  topology: Topology,
): PlacedNotes {
  const find = indexSightings(journeys)
  const actOf = createActFinder(journeys, topology)
  const samples: FilmSample[] = []
  const moves: Move[] = []
  const markers: Marker[] = []
  for (const note of [...notes].sort((a, b) => a.at - b.at)) {
    switch (note.kind) {
      case 'marker':
        // Its label may have been typed after it was set.
        if (markers.at(-1)?.at === note.at) markers.pop()
        markers.push({ at: note.at, label: note.label })
        break
      case 'film': {
        const journey = note.packet === null ? undefined : find(note.packet)
        const act = journey && actOf(journey)
        if (note.packet !== null && act === undefined) break
        const packet = act === undefined ? null : packetRefOf(act.journey)
        const station = act === undefined ? 0 : placeStation(act, note.station, note.interface)
        const scene = act === undefined ? 0 : sceneTimeOf(act, station)
        samples.push({ keyframe: { at: note.at, position: { packet, station }, isJump: note.isJump }, scene })
        break
      }
      case 'select': {
        const journey = note.packet === null ? undefined : find(note.packet)
        moves.push({ ...note, packet: journey === undefined ? null : packetRefOf(journey) })
        break
      }
      case 'tab':
      case 'camera':
        moves.push(note)
    }
  }
  return { keyframes: thinFilm(samples), moves, markers }
}

/** Finds packets by any of their sightings. */
export function indexSightings(journeys: readonly Journey[]): (packet: PacketRef) => Journey | undefined {
  const index = new Map<string, Journey>()
  for (const journey of journeys) {
    for (const sighting of journey.sightings) {
      const key = packetKey(refOfSighting(sighting))
      if (!index.has(key)) index.set(key, journey)
    }
  }
  return (packet) => index.get(packetKey(packet))
}

/** The same place on an act that may have more stations than when it was noted. */
function placeStation({ stations }: Act, station: number, place: InterfaceId | null): number {
  const last = stations.length - 1
  if (station < 0 || place === null) return Math.min(station, last + 1)
  const whole = Math.floor(station)
  const rest = station - whole
  let nearest = -1
  for (const [index, { interface: id }] of stations.entries()) {
    if (id === place && (nearest === -1 || Math.abs(index - whole) < Math.abs(nearest - whole))) nearest = index
  }
  if (nearest === -1) return Math.min(station, last + 1)
  // A screen says of an ending that has faded that it has almost.
  return nearest + (rest >= 0.999 ? 1 : rest)
}
