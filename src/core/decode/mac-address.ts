import { LinkType } from './link-type'
import type { Packet } from './packet'
import { uint16, uint32 } from './read-number'

const hexPairs = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'))

/** The sender's hardware address, `aa:bb:cc:dd:ee:ff` in lower case; '' where the frame has none. */
export function sourceMac(packet: Packet): string {
  return formatMac(packet, sourceOffset(packet))
}

/** The receiver's hardware address, `aa:bb:cc:dd:ee:ff` in lower case; '' where the frame has none. */
export function destinationMac(packet: Packet): string {
  return formatMac(packet, destinationOffset(packet))
}

/** The sender's hardware address as a 48-bit number for cheap comparison, -1 where the frame has none. */
export function sourceMacNumber(packet: Packet): number {
  return readMac(packet, sourceOffset(packet))
}

/** The receiver's hardware address as a 48-bit number for cheap comparison, -1 where the frame has none. */
export function destinationMacNumber(packet: Packet): number {
  return readMac(packet, destinationOffset(packet))
}

/** Where the sender's address begins, -1 without one. Cooked headers hold it with its length; only 6 is a MAC. */
function sourceOffset(packet: Packet): number {
  const { bytes, start, end, linkType } = packet
  if (linkType === LinkType.ethernet) return end - start >= 12 ? start + 6 : -1
  if (linkType === LinkType.linuxSll) return end - start >= 16 && uint16(bytes, start + 4) === 6 ? start + 6 : -1
  if (linkType === LinkType.linuxSll2) return end - start >= 20 && bytes[start + 11] === 6 ? start + 12 : -1
  return -1
}

function destinationOffset(packet: Packet): number {
  return packet.linkType === LinkType.ethernet && packet.end - packet.start >= 6 ? packet.start : -1
}

function readMac(packet: Packet, offset: number): number {
  return offset < 0 ? -1 : uint16(packet.bytes, offset) * 0x100000000 + uint32(packet.bytes, offset + 2)
}

function formatMac(packet: Packet, offset: number): string {
  return offset < 0 ? '' : macText(packet.bytes, offset)
}

/** The six bytes at `offset` as `aa:bb:cc:dd:ee:ff`. */
export function macText(bytes: Uint8Array, offset: number): string {
  let text = hexPairs[bytes[offset]!]!
  for (let index = offset + 1; index < offset + 6; index++) text += `:${hexPairs[bytes[index]!]!}`
  return text
}
