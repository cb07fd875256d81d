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

/** What a TCP segment does, as RFC 9293 names its flags: `SYN`, `SYN-ACK`, `FIN`, `RST`, `PSH` for data, `ACK`; null for others. */
export function tcpSegmentName({ kind, sightings }: Journey): string | null {
  const packet = sightings[0]?.packet
  if (kind !== 'tcp' || packet === undefined || packet.tcpFlags < 0) return null
  const has = (bit: number) => (packet.tcpFlags & bit) !== 0
  if (has(0x04)) return 'RST'
  if (has(0x02)) return has(0x10) ? 'SYN-ACK' : 'SYN'
  if (has(0x01)) return 'FIN'
  if (has(0x08) || packet.payloadLength > 0) return 'PSH'
  return has(0x10) ? 'ACK' : null
}
