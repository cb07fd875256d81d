import type { Journey } from '../../core/journey/journey'
import { meaningOf, type Meaning } from './theme'

/** What a packet's colour and shape say; it keeps them through every NAT. */
export function packetMeaning(journey: Journey): Meaning {
  const packet = journey.sightings[0]?.packet
  return meaningOf(journey.kind, { source: packet?.sourcePort ?? -1, destination: packet?.destinationPort ?? -1 })
}
