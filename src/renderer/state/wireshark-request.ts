import type { CommentedFrame, Requests } from '../../contract/messages'
import type { CapturePoint, Sighting } from '../../core/correlate/sighting'
import { nanosecondsBetween } from '../../core/correlate/sighting'
import { displayFilter } from '../../core/journey/display-filter'
import { frameComments } from '../../core/journey/frame-comments'
import type { Journey } from '../../core/journey/journey'
import type { JourneyHistory } from './journey-history'

/** So many frames of at most so many bytes fit into one message with room to spare. */
const mostFrames = 1000
const mostBytes = 512

/**
 * What Wireshark is asked to show of a packet: the frames of its whole exchange, each with its comment, and a filter that
 * leaves only the packet's own. Of an exchange that is too long, the packet's own frames and those nearest to it.
 */
export function wiresharkRequest(journey: Journey, history: JourneyHistory): Requests['openInWireshark']['params'] {
  const exchange = history.ofExchange(journey.exchange)
  const own = commentedSightings(journey)
  const start = journey.sightings[0]
  const others = exchange.filter((other) => other.id !== journey.id).flatMap(commentedSightings)
  if (start !== undefined && own.length + others.length > mostFrames) {
    const distance = ({ sighting }: CommentedSighting) => Math.abs(nanosecondsBetween(start, sighting))
    others.sort((a, b) => distance(a) - distance(b))
  }
  const shown = [...own, ...others].slice(0, mostFrames)
  const points = new Map<number, CapturePoint>(shown.map(({ sighting: { point } }) => [point.index, point]))
  return {
    points: [...points.values()],
    frames: shown.map(toFrame),
    filter: displayFilter(journey, history.journeys),
  }
}

interface CommentedSighting {
  readonly sighting: Sighting
  readonly comment: string
}

function commentedSightings(journey: Journey): CommentedSighting[] {
  const comments = frameComments(journey)
  return [
    ...journey.sightings.map((sighting, index) => ({ sighting, comment: comments[index] ?? '' })),
    ...journey.pieces.map((sighting) => ({ sighting, comment: `journey ${journey.id}, a later piece` })),
    ...journey.copies.map((sighting) => ({
      sighting,
      comment: `journey ${journey.id}, a copy that a bridge sent here`,
    })),
  ]
}

function toFrame({ sighting, comment }: CommentedSighting): CommentedFrame {
  const { packet, point, frame, seconds, nanoseconds } = sighting
  const end = Math.min(packet.end, packet.start + mostBytes)
  const bytes = packet.bytes.slice(packet.start, end)
  return { point: point.index, frame, seconds, nanoseconds, linkType: packet.linkType, bytes, line: null, comment }
}
