import type { FrameMessage, JourneyMessage } from '../contract/messages'
import type { Sighting } from '../core/correlate/sighting'
import type { Journey } from '../core/journey/journey'

/** `FrameMessage.bytes` is at most this long. */
const maximumFrameBytes = 512
/** A bulk transfer's segment may have thousands of pieces; the screen shows the first. */
const maximumPieces = 64
/** A bridge may have a thousand ports. */
const maximumCopies = 256

/** A journey as it crosses to the screen; the frames' bytes are copies, independent of the capture's buffers. */
export function journeyMessage(journey: Journey): JourneyMessage {
  const { id, exchange, protocol, kind, sequence, inferred, rewrites, verdict, match, quotes } = journey
  const frames = journey.sightings.map(frameMessage)
  const pieces = journey.pieces.slice(0, maximumPieces).map(frameMessage)
  const copies = journey.copies.slice(0, maximumCopies).map(frameMessage)
  return { id, exchange, protocol, kind, sequence, frames, inferred, rewrites, verdict, match, quotes, pieces, copies }
}

function frameMessage(sighting: Sighting): FrameMessage {
  const { bytes, start, end, linkType } = sighting.packet
  return {
    point: sighting.point.index,
    frame: sighting.frame,
    seconds: sighting.seconds,
    nanoseconds: sighting.nanoseconds,
    linkType,
    bytes: bytes.slice(start, Math.min(end, start + maximumFrameBytes)),
    line: sighting.line,
  }
}
