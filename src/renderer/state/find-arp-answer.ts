import { nanosecondsBetween, type Sighting } from '../../core/correlate/sighting'
import { sourceMac } from '../../core/decode/mac-address'
import type { Journey } from '../../core/journey/journey'

/** A neighbour entry is asked anew long before so many packets have gone by. */
const mostLookedAt = 5000

/** ARP's reply (RFC 826). */
const reply = 2

/**
 * The last ARP answer before a frame, seen at the same capture, that gives an address the MAC that the frame was sent to;
 * null when none was seen. `journeys` are in order of id.
 */
export function findArpAnswer(
  journeys: readonly Journey[],
  frame: Sighting,
  address: string,
  mac: string,
): Journey | null {
  const first = Math.max(0, journeys.length - mostLookedAt)
  for (let index = journeys.length - 1; index >= first; index--) {
    const journey = journeys[index]!
    if (journey.kind !== 'arp') continue
    const isIt = journey.sightings.some(
      (seen) =>
        seen.point.index === frame.point.index &&
        seen.packet.arpOperation === reply &&
        seen.packet.source === address &&
        sourceMac(seen.packet) === mac &&
        nanosecondsBetween(seen, frame) >= 0,
    )
    if (isIt) return journey
  }
  return null
}
