import type { Packet } from '../decode/packet'

/** How long the frame was on the wire: what was captured, or more when its IP header promises more. */
export function wireLength(packet: Packet): number {
  const captured = packet.end - packet.start
  if (packet.ipLength < 0) return captured
  return Math.max(captured, packet.networkOffset - packet.start + packet.ipLength)
}
