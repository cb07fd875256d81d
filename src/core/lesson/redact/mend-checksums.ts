import { IpProtocol } from '../../decode/ip-protocol'
import type { Packet } from '../../decode/packet'
import { uint16 } from '../../decode/read-number'
import { ipEnd } from './walk-frame'

/** The sum of the 16-bit words between two offsets in ones' complement (RFC 1071), 0 to 65534. */
export function wordSum(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0
  for (let at = from; at < to; at += 2) sum += (bytes[at]! << 8) | (at + 1 < to ? bytes[at + 1]! : 0)
  return sum % 0xffff
}

/**
 * Makes the checksums of a changed frame what they were of the one before: right where they were right, also when the frame
 * was cut off, and wrong where they were wrong. `packet` was decoded from `before`; `later` is by how much the word sum of its
 * datagram's later fragments grew.
 */
export function mendChecksums(packet: Packet, before: Uint8Array, after: Uint8Array, later: number): void {
  if (packet.ipVersion === 0) return
  if (packet.quoted !== null) mendChecksums(packet.quoted, before, after, 0)
  const { networkOffset: at, transportOffset, ipVersion, fragmentOffset } = packet
  const end = ipEnd(packet)
  if (ipVersion === 4) {
    const headerEnd = at + ((before[at]! & 0x0f) << 2)
    if (headerEnd <= end) mend(before, after, at + 10, growth(before, after, at, headerEnd, at + 10))
  }
  if (transportOffset < 0 || fragmentOffset > 0) return
  const place = checksumOf(packet)
  if (place === null || place.offset + 2 > end) return
  const bodyEnd = Math.min(end, place.end)
  let grown = growth(before, after, transportOffset, bodyEnd, place.offset) + later
  if (place.coversAddresses) {
    const [from, to] = ipVersion === 4 ? [at + 12, at + 20] : [at + 8, at + 40]
    const addresses = wordSum(after, from, to) - wordSum(before, from, to)
    if (isPartial(packet, before, place.offset)) {
      write(after, place.offset, fold(uint16(before, place.offset) + addresses))
      return
    }
    grown += addresses
  }
  // In UDP over IPv4, 0 says that there is none (RFC 768).
  const isUdp = packet.protocol === IpProtocol.udp
  if (isUdp && uint16(before, place.offset) === 0) return
  mend(before, after, place.offset, grown)
  if (isUdp && uint16(after, place.offset) === 0) write(after, place.offset, 0xffff)
}

interface Place {
  readonly offset: number
  readonly end: number
  readonly coversAddresses: boolean
}

const igmp = 2

function checksumOf({ protocol, transportOffset: at, bytes, end }: Packet): Place | null {
  switch (protocol) {
    case IpProtocol.icmp:
    case igmp:
      return { offset: at + 2, end: Infinity, coversAddresses: false }
    case IpProtocol.icmpv6:
      return { offset: at + 2, end: Infinity, coversAddresses: true }
    case IpProtocol.tcp:
      return { offset: at + 16, end: Infinity, coversAddresses: true }
    case IpProtocol.udp: {
      const length = at + 6 <= end ? uint16(bytes, at + 4) : 0
      return { offset: at + 6, end: length < 8 ? Infinity : at + length, coversAddresses: true }
    }
    default:
      return null
  }
}

/** A checksum that the network card was to finish holds the sum of the pseudo header alone (Linux: CHECKSUM_PARTIAL). */
function isPartial(packet: Packet, before: Uint8Array, offset: number): boolean {
  const { networkOffset: at, transportOffset, ipVersion, ipLength, protocol } = packet
  const [from, to] = ipVersion === 4 ? [at + 12, at + 20] : [at + 8, at + 40]
  const length = ipLength - (transportOffset - at)
  return fold(wordSum(before, from, to) + protocol + length) === fold(uint16(before, offset))
}

function growth(before: Uint8Array, after: Uint8Array, from: number, to: number, checksum: number): number {
  const own = (bytes: Uint8Array): number => wordSum(bytes, from, to) - uint16(bytes, checksum)
  return own(after) - own(before)
}

/** RFC 1624: the complement of the checksum grows as what it covers does. */
function mend(before: Uint8Array, after: Uint8Array, offset: number, grown: number): void {
  write(after, offset, ~fold((~uint16(before, offset) & 0xffff) + grown) & 0xffff)
}

/** A sum in 16 bits with the carries added; 0 as 0xffff, because what is summed is never all zeros. */
function fold(sum: number): number {
  const rest = ((sum % 0xffff) + 0xffff) % 0xffff
  return rest === 0 ? 0xffff : rest
}

function write(bytes: Uint8Array, offset: number, value: number): void {
  bytes[offset] = value >> 8
  bytes[offset + 1] = value & 0xff
}
