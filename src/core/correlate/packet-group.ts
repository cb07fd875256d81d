import type { PacketClass } from './classify'
import type { Sighting } from './sighting'

/** Sightings that were matched as one packet, in order of arrival; it grows until its journey settles. */
export class PacketGroup {
  readonly sightings: Sighting[]
  /** Later fragments of the datagram and later pieces of an offloaded TCP segment, at any interface; null when none. */
  pieces: Sighting[] | null = null
  /** Groups that a sighting of this one would have fitted as well; null when none. */
  alternatives: Set<PacketGroup> | null = null
  /** True when a sighting was accepted although its IP identification differs. */
  hasForeignIpId = false
  /** Raised with every sighting, so that what was derived from the group can be kept until it changes. */
  version = 0
  /** The next group with the same fingerprint, newest first. */
  nextAlike: PacketGroup | null = null
  previousAlike: PacketGroup | null = null
  /** The next group with the same quote key, newest first. */
  nextQuotable: PacketGroup | null = null
  previousQuotable: PacketGroup | null = null

  constructor(
    /** From 1, in order of the first sighting. */
    readonly id: number,
    readonly packetClass: PacketClass,
    readonly fingerprint: number,
    readonly quoteKey: number,
    first: Sighting,
  ) {
    this.sightings = [first]
  }

  get first(): Sighting {
    return this.sightings[0]!
  }

  /** The latest to arrive, piece or not. */
  get last(): Sighting {
    return this.sightings[this.sightings.length - 1]!
  }

  /** Notes that a sighting of one would have fitted the other as well. */
  addAlternative(other: PacketGroup): void {
    ;(this.alternatives ??= new Set()).add(other)
    ;(other.alternatives ??= new Set()).add(this)
  }

  addPiece(piece: Sighting): void {
    ;(this.pieces ??= []).push(piece)
    this.version++
  }

  /** The sighting at a capture point, the last one when a loop took the packet there again; null when none. */
  at(pointIndex: number): Sighting | null {
    for (let i = this.sightings.length - 1; i >= 0; i--) {
      const sighting = this.sightings[i]!
      if (sighting.point.index === pointIndex) return sighting
    }
    return null
  }
}
