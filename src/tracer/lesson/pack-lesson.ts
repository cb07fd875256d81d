import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LessonNote } from '../../contract/messages'
import { nanosecondsBetween, type CapturePoint, type Sighting } from '../../core/correlate/sighting'
import type { Journey } from '../../core/journey/journey'
import { createJourneyTracker } from '../../core/journey/create-journey-tracker'
import { emptyLesson, type LessonContent, type LessonTime, type TopologyChange } from '../../core/lesson/lesson'
import { createPcapngReader } from '../../core/recording/pcapng-reader'
import { createPcapngWriter } from '../../core/recording/pcapng-writer'
import { CaptureFormatError } from '../../core/recording/recording'
import { addCounters, noCounters } from '../../core/topology/counters'
import { mergeConnections } from '../../core/topology/merge-connections'
import { emptyTopology, type Connection, type Topology } from '../../core/topology/topology'
import { withEvidence } from '../../core/topology/with-evidence'
import { finishNarration } from './finish-narration'
import { folderFiles } from './lesson-folder'
import { titleOf } from './lesson-title'
import { parseEvents, type RecordedEvent } from './recorded-event'
import { indexSightings, placeNotes } from './place-notes'
import { packTerminals } from './pack-terminals'

/** Changes of the network are kept up to so many characters; a lesson's file takes twice as many. */
const mostChanges = 32 * 1024 * 1024

/**
 * The lesson that a recording's folder holds. What was cut off when its recorder was killed is left out; files that are
 * missing or empty make a lesson without that part.
 */
export async function packLesson(folder: string, id: string): Promise<LessonContent> {
  const read = (name: keyof typeof folderFiles): Promise<Buffer> =>
    readFile(join(folder, folderFiles[name])).catch(() => Buffer.alloc(0))
  const [captured, lines, voice] = await Promise.all([read('capture'), read('events'), read('narration')])
  const events = parseEvents(lines.toString('utf8'))
  const begun = events.find((event) => event.kind === 'begun')
  const topology = mapOf(events, begun?.topology ?? emptyTopology)
  const notes = events.flatMap((event) => (event.kind === 'note' ? [event.note] : []))
  const earlier = events.find((event) => event.kind === 'earlier') ?? { frames: 0, points: 0 }
  const { capture, journeys } = sortCapture(captured, topology, earlier, notes)
  const duration = events.reduce((latest, event) => Math.max(latest, timeOf(event)), 0)
  const { keyframes, moves, markers } = placeNotes(notes, journeys, topology)
  const sleeps = events.flatMap((event) =>
    event.kind === 'slept' ? [{ at: event.at, label: 'Sleep / スリープ' }] : [],
  )
  const narration = finishNarration(voice)
  const from = events.find((event) => event.kind === 'voice')?.from ?? 0
  return {
    lesson: {
      ...emptyLesson(id),
      title: titleOf(begun?.wall ?? 0),
      duration,
      keyframes,
      moves,
      markers: [...markers, ...sleeps].sort((a, b) => a.at - b.at),
      chapters: markers.map(({ at, label }) => ({ at, title: { en: label, ja: label } })),
      narration: narration === null ? null : { from },
    },
    capture,
    topology,
    changes: changesOf(events, begun?.topology),
    terminals: packTerminals(events),
    narration,
  }
}

function timeOf(event: RecordedEvent): LessonTime {
  if (event.kind === 'note') return event.note.at
  return 'at' in event ? event.at : 0
}

/** The network at the beginning, with what was learnt of its traffic until the end. */
function mapOf(events: readonly RecordedEvent[], topology: Topology): Topology {
  let connections: readonly Connection[] = topology.connections ?? []
  let counters = noCounters
  for (const event of events) {
    if (event.kind === 'connections') connections = mergeConnections(connections, event.connections)
    if (event.kind === 'counters') counters = addCounters(counters, event.counters)
  }
  return withEvidence(topology, counters, connections)
}

function changesOf(events: readonly RecordedEvent[], first: Topology | undefined): readonly TopologyChange[] {
  const changes: TopologyChange[] = []
  let last = JSON.stringify(first)
  let size = 0
  for (const event of events) {
    if (event.kind !== 'topology') continue
    const { at, topology } = event
    const text = JSON.stringify(topology)
    if (text === last) continue
    last = text
    size += text.length
    if (size > mostChanges) break
    changes.push({ at, topology })
  }
  return changes
}

interface ReadPoint {
  readonly point: CapturePoint
  readonly linkType: number
}

/**
 * Captures hand over their frames in turns: in order of time they read as one recording, and a last block that was not
 * written whole is gone. Of what was captured before the recording began only the exchanges stay that the teacher showed.
 */
function sortCapture(
  bytes: Uint8Array,
  topology: Topology,
  earlier: { readonly frames: number; readonly points: number },
  notes: readonly LessonNote[],
): { readonly capture: Uint8Array; readonly journeys: readonly Journey[] } {
  const { points, sightings } = readCapture(bytes)
  sightings.sort((a, b) => nanosecondsBetween(b, a))
  const all = trackJourneys(sightings, topology)
  const isEarlier = ({ frame }: Sighting): boolean => frame < earlier.frames
  const shown = shownExchanges(all, notes)
  for (const { exchange, sightings: seen } of all) if (seen.some((each) => !isEarlier(each))) shown.add(exchange)
  const journeys = all.filter(({ exchange }) => shown.has(exchange))
  const kept = new Set(journeys.flatMap((journey) => framesOf(journey).map(({ frame }) => frame)))
  const blocks: Uint8Array[] = []
  const writer = createPcapngWriter((block) => blocks.push(block))
  const told = new Set(sightings.map(({ point }) => point.index))
  for (const { point, linkType } of points) {
    // One that saw nothing tells where a packet did not come.
    if (point.index < earlier.points || !told.has(point.index)) writer.point(point, linkType)
  }
  for (const sighting of sightings) {
    if (!isEarlier(sighting) || kept.has(sighting.frame)) writer.sighting(sighting)
  }
  return { capture: new Uint8Array(Buffer.concat(blocks)), journeys }
}

function readCapture(bytes: Uint8Array): { readonly points: readonly ReadPoint[]; readonly sightings: Sighting[] } {
  const points: ReadPoint[] = []
  const sightings: Sighting[] = []
  const reader = createPcapngReader({
    point: (point, linkType) => void points.push({ point, linkType: linkType ?? 1 }),
    sighting: (sighting) => void sightings.push(sighting),
    warning: () => undefined,
  })
  try {
    reader.push(bytes)
    reader.end()
  } catch (error) {
    // Killed before its first block was on the disk.
    if (!(error instanceof CaptureFormatError)) throw error
  }
  return { points, sightings }
}

function trackJourneys(sightings: readonly Sighting[], topology: Topology): readonly Journey[] {
  const journeys: Journey[] = []
  const tracker = createJourneyTracker({ topology, onSettled: (journey) => journeys.push(journey) })
  for (const sighting of sightings) tracker.add(sighting)
  tracker.end()
  return journeys
}

function framesOf({ sightings, pieces, copies }: Journey): readonly Sighting[] {
  return [...sightings, ...pieces, ...copies]
}

/** The exchanges whose packets the film was with, or that were selected. */
function shownExchanges(journeys: readonly Journey[], notes: readonly LessonNote[]): Set<number> {
  const find = indexSightings(journeys)
  const shown = new Set<number>()
  for (const note of notes) {
    if (note.kind !== 'film' && note.kind !== 'select') continue
    const journey = note.packet === null ? undefined : find(note.packet)
    if (journey !== undefined) shown.add(journey.exchange)
  }
  return shown
}
