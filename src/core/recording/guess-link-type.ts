import { EtherType } from '../decode/ether-type'
import { IpProtocol } from '../decode/ip-protocol'
import { LinkType } from '../decode/link-type'
import { readUint16 } from './byte-order'

/** Link types as tcpdump names them in its `listening on` line. */
const linkTypeNames: ReadonlyMap<string, number> = new Map([
  ['EN10MB', LinkType.ethernet],
  ['LINUX_SLL', LinkType.linuxSll],
  ['LINUX_SLL2', LinkType.linuxSll2],
  ['RAW', LinkType.raw],
  ['NULL', LinkType.null],
  ['LOOP', LinkType.loop],
  ['IPV4', LinkType.ipv4],
  ['IPV6', LinkType.ipv6],
])

/** The link type that tcpdump names, -1 for one that is not decoded. */
export function linkTypeNamed(name: string): number {
  return linkTypeNames.get(name) ?? -1
}

interface LinkShape {
  readonly linkType: number
  readonly headerLength: number
  /** Where the EtherType stands, -1 when there is none. */
  readonly etherTypeOffset: number
}

const raw: LinkShape = { linkType: LinkType.raw, headerLength: 0, etherTypeOffset: -1 }
const shapes: readonly LinkShape[] = [
  { linkType: LinkType.ethernet, headerLength: 14, etherTypeOffset: 12 },
  { linkType: LinkType.linuxSll2, headerLength: 20, etherTypeOffset: 0 },
  { linkType: LinkType.linuxSll, headerLength: 16, etherTypeOffset: 14 },
  { linkType: LinkType.null, headerLength: 4, etherTypeOffset: -1 },
]

/**
 * Tells what link header a hex dump begins with, -1 when the bytes do not say. tcpdump's text does not tell `-x` (no
 * link header) from `-xx`, nor the link type when its `listening on` line is missing; `declared` is the one from that
 * line or -1. An IPv4 header with a right checksum at the one place or the other decides.
 */
export function guessLinkType(bytes: Uint8Array, start: number, end: number, declared: number): number {
  if (hasIpv4At(bytes, start, end)) return LinkType.raw
  const known = shapes.find((shape) => shape.linkType === declared)
  if (known !== undefined && isPlausible(bytes, start, end, known)) return declared
  if (declared === -1) {
    const guessed = shapes.find((shape) => isPlausible(bytes, start, end, shape))
    if (guessed !== undefined) return guessed.linkType
  }
  if (isPlausible(bytes, start, end, raw)) return LinkType.raw
  return known === undefined && declared !== -1 ? declared : -1
}

function isPlausible(bytes: Uint8Array, start: number, end: number, shape: LinkShape): boolean {
  const network = start + shape.headerLength
  if (end - network < 20) return false
  const isArp = readUint16(bytes, network, false) === 1 && readUint16(bytes, network + 2, false) === EtherType.ipv4
  if (shape.linkType === LinkType.raw) return hasIpv4At(bytes, network, end) || hasIpv6At(bytes, network, end) || isArp
  if (shape.etherTypeOffset < 0) return hasIpv4At(bytes, network, end)
  switch (readUint16(bytes, start + shape.etherTypeOffset, false)) {
    case EtherType.ipv4:
      return bytes[network]! >> 4 === 4
    case EtherType.ipv6:
      return bytes[network]! >> 4 === 6
    case EtherType.arp:
      return isArp
    case EtherType.vlan:
    case EtherType.qinq:
      return shape.linkType === LinkType.ethernet
    default:
      return false
  }
}

/** Next-header values that are worth a guess. */
const likelyProtocols: readonly number[] = [
  ...[IpProtocol.hopByHop, IpProtocol.tcp, IpProtocol.udp, IpProtocol.routing, IpProtocol.fragment],
  ...[IpProtocol.esp, IpProtocol.authentication, IpProtocol.icmpv6, IpProtocol.destinationOptions],
]

/**
 * Whether an IPv6 header is there. It has no checksum, and a MAC address may begin with 6 as well, so the protocol and
 * both addresses must be likely ones.
 */
function hasIpv6At(bytes: Uint8Array, offset: number, end: number): boolean {
  return (
    end - offset >= 40 &&
    bytes[offset]! >> 4 === 6 &&
    likelyProtocols.includes(bytes[offset + 6]!) &&
    isLikelyAddress(bytes, offset + 8) &&
    isLikelyAddress(bytes, offset + 24)
  )
}

/** Global unicast 2000::/3, unique local fc00::/7, link-local fe80::/10, multicast ff00::/8, or mostly zeros. */
function isLikelyAddress(bytes: Uint8Array, offset: number): boolean {
  const first = bytes[offset]!
  if (first >> 5 === 1 || first >> 1 === 0x7e || first === 0xff) return true
  if (first === 0xfe) return bytes[offset + 1]! >> 6 === 2
  return bytes.subarray(offset, offset + 8).every((byte) => byte === 0)
}

/** Whether an IPv4 header with a right checksum (RFC 791: the ones' complement sum is all ones) is there. */
function hasIpv4At(bytes: Uint8Array, offset: number, end: number): boolean {
  const headerLength = (bytes[offset]! & 0x0f) * 4
  if (bytes[offset]! >> 4 !== 4 || headerLength < 20 || end - offset < headerLength) return false
  let sum = 0
  for (let index = offset; index < offset + headerLength; index += 2) sum += readUint16(bytes, index, false)
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return sum === 0xffff
}
