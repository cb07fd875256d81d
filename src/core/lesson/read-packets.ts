import type { CapturePoint, Sighting } from '../correlate/sighting'
import { createJourneyTracker } from '../journey/create-journey-tracker'
import type { Journey } from '../journey/journey'
import { detectCaptureFormat } from '../recording/capture-format'
import type { LessonContent, PacketRef } from './lesson'
import { indexPackets, packetKey } from './packet-ref'

/** A capture point that a lesson's recording describes, whether it saw a packet or not. */
export interface RecordedPoint {
  readonly point: CapturePoint
  /** Null where a text hides it. */
  readonly linkType: number | null
}

/** What a lesson's recording holds. */
export interface LessonPackets {
  readonly points: readonly RecordedPoint[]
  /** Every frame, in file order. */
  readonly sightings: readonly Sighting[]
  /** Comments that the file has already, by the frame's ordinal. */
  readonly comments: ReadonlyMap<number, string>
  readonly journeys: readonly Journey[]
  readonly warnings: readonly string[]
  readonly journeyOf: (packet: PacketRef) => Journey | undefined
}

const beginningBytes = 64 * 1024

/**
 * Reads a lesson's recording and joins its frames into journeys on the lesson's first map. Damage becomes warnings; what
 * is no capture at all throws a `CaptureFormatError`.
 */
export function readLessonPackets({ capture, topology }: Pick<LessonContent, 'capture' | 'topology'>): LessonPackets {
  const points: RecordedPoint[] = []
  const sightings: Sighting[] = []
  const comments = new Map<number, string>()
  const journeys: Journey[] = []
  const warnings: string[] = []
  const tracker = createJourneyTracker({ topology, onSettled: (journey) => void journeys.push(journey) })
  const reader = detectCaptureFormat(capture.subarray(0, beginningBytes)).createReader(
    {
      point: (point, linkType) => void points.push({ point, linkType }),
      sighting: (sighting) => {
        sightings.push(sighting)
        tracker.add(sighting)
      },
      warning: (sentence) => void warnings.push(sentence),
      comment: (frame, text) => {
        const before = comments.get(frame)
        comments.set(frame, before === undefined ? text : `${before}\n${text}`)
      },
    },
    { interfaceName: 'recording', firstPoint: 0, midnight: 0 },
  )
  reader.push(capture)
  reader.end()
  tracker.end()
  const index = indexPackets(journeys)
  return { points, sightings, comments, journeys, warnings, journeyOf: (packet) => index.get(packetKey(packet)) }
}
