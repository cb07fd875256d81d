import type { FrameMessage, JourneyMessage } from '../../contract/messages'
import type { CapturePoint, Sighting } from '../../core/correlate/sighting'
import { decodePacket } from '../../core/decode/decode-packet'
import type { Journey } from '../../core/journey/journey'

/** What is added to a session's numbers so that they go on from those of the session before. */
export interface NumberOffset {
  readonly journey: number
  readonly exchange: number
}

/** A journey as the tracer sends it, with its frames decoded and its numbers moved on by `offset`. */
export function decodeJourney(
  message: JourneyMessage,
  points: ReadonlyMap<number, CapturePoint>,
  offset: NumberOffset,
): Journey {
  const { frames, pieces, copies, ...rest } = message
  const decode = (frame: FrameMessage) => decodeSighting(frame, points)
  return {
    ...rest,
    id: message.id + offset.journey,
    exchange: message.exchange + offset.exchange,
    quotes: message.quotes === null ? null : message.quotes + offset.journey,
    match: { ...message.match, alternatives: message.match.alternatives.map((id) => id + offset.journey) },
    sightings: frames.map(decode),
    pieces: pieces.map(decode),
    copies: copies.map(decode),
  }
}

function decodeSighting(frame: FrameMessage, points: ReadonlyMap<number, CapturePoint>): Sighting {
  return {
    point: points.get(frame.point) ?? unannouncedPoint(frame.point),
    frame: frame.frame,
    seconds: frame.seconds,
    nanoseconds: frame.nanoseconds,
    packet: decodePacket(frame.bytes, 0, frame.bytes.length, frame.linkType),
    line: frame.line,
  }
}

// A frame is never left out: rewrites point at sightings by index.
function unannouncedPoint(index: number): CapturePoint {
  return { index, interface: null, interfaceName: `#${index}`, machine: null, namespace: null }
}
