import type { Journey } from '../../core/journey/journey'
import type { en } from '../i18n/en'

/** What a packet is called on the screen: a key of the `kinds` texts. */
export type PacketWord = keyof typeof en.kinds

/** What a packet is called; DNS is told by its port (RFC 1035 4.2). */
export function packetWord(journey: Journey): PacketWord {
  const packet = journey.sightings[0]?.packet
  const isDns = packet !== undefined && (packet.sourcePort === 53 || packet.destinationPort === 53)
  return isDns && (journey.kind === 'udp' || journey.kind === 'tcp') ? 'dns' : journey.kind
}
