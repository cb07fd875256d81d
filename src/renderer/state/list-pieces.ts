import type { CapturePoint, Sighting } from '../../core/correlate/sighting'
import type { Packet } from '../../core/decode/packet'
import type { Journey } from '../../core/journey/journey'

/** One fragment of a datagram, or one piece of an offloaded TCP segment. */
export interface Piece {
  readonly sighting: Sighting
  /** First byte of the datagram's payload that a fragment carries, or the TCP sequence number. */
  readonly from: number
  readonly length: number
  readonly kind: 'fragment' | 'last-fragment' | 'whole' | 'segment'
}

/** The pieces in which a packet was seen at one place, in order. */
export interface PiecesAt {
  readonly point: CapturePoint
  readonly pieces: readonly Piece[]
}

/** In how many pieces a packet was seen where; empty when it was whole everywhere. */
export function listPieces({ sightings, pieces }: Journey): readonly PiecesAt[] {
  if (pieces.length === 0) return []
  return sightings.map((first) => ({
    point: first.point,
    pieces: [first, ...pieces.filter(({ point }) => point.index === first.point.index)]
      .map(readPiece)
      .sort((a, b) => a.from - b.from),
  }))
}

function readPiece(sighting: Sighting): Piece {
  const { packet } = sighting
  if (packet.protocol === 6 && !packet.moreFragments && packet.fragmentOffset === 0) {
    return { sighting, from: packet.tcpSequence, length: packet.payloadLength, kind: 'segment' }
  }
  const kind = packet.moreFragments ? 'fragment' : packet.fragmentOffset > 0 ? 'last-fragment' : 'whole'
  return { sighting, from: packet.fragmentOffset, length: carriedLength(packet), kind }
}

/** What IP carries in this piece: the transport header, where it is, and the payload. */
function carriedLength({ transportOffset, payloadOffset, payloadLength }: Packet): number {
  return transportOffset < 0 || payloadOffset < 0 ? payloadLength : payloadOffset - transportOffset + payloadLength
}
