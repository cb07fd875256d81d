import { decodeArp } from './arp'
import { DecodedPacket } from './decoded-packet'
import { EtherType } from './ether-type'
import { decodeEthernet } from './ethernet'
import { decodeIcmp } from './icmp'
import { decodeIcmpv6 } from './icmpv6'
import { IpProtocol } from './ip-protocol'
import { decodeIpv4 } from './ipv4'
import { decodeIpv6 } from './ipv6'
import { LinkType } from './link-type'
import { decodeLinuxSll, decodeLinuxSll2 } from './linux-cooked'
import { decodeLoopback } from './loopback'
import type { Packet } from './packet'
import { decodeRawIp, decodeRawIpv4, decodeRawIpv6 } from './raw-ip'
import { setPayload } from './set-payload'
import { decodeTcp } from './tcp'
import { decodeUdp } from './udp'

/** Sets `etherType`; returns the offset of the network header, -1 when there is none. */
type LinkDecoder = (packet: DecodedPacket) => number
/** Decodes the header at `transportOffset`; the datagram ends at `promisedEnd`, its captured bytes at `capturedEnd`. */
type TransportDecoder = (packet: DecodedPacket, promisedEnd: number, capturedEnd: number) => void

/** The registry of link types: to add one, write its decoder and name it here. */
const linkDecoders: ReadonlyMap<number, LinkDecoder> = new Map<number, LinkDecoder>([
  [LinkType.ethernet, decodeEthernet],
  [LinkType.linuxSll, decodeLinuxSll],
  [LinkType.linuxSll2, decodeLinuxSll2],
  [LinkType.null, decodeLoopback],
  [LinkType.loop, decodeLoopback],
  [LinkType.raw, decodeRawIp],
  [LinkType.rawDlt, decodeRawIp],
  [LinkType.rawOpenBsd, decodeRawIp],
  [LinkType.ipv4, decodeRawIpv4],
  [LinkType.ipv6, decodeRawIpv6],
])

/** The registry of IP protocols, indexed by protocol number. */
const transportDecoders = new Array<TransportDecoder | null>(256).fill(null)
transportDecoders[IpProtocol.icmp] = decodeIcmp
transportDecoders[IpProtocol.icmpv6] = decodeIcmpv6
transportDecoders[IpProtocol.udp] = decodeUdp
transportDecoders[IpProtocol.tcp] = decodeTcp

/**
 * Decodes the frame in `bytes` from `start` to `end`, as far as it goes: a frame that is cut off or of an unknown kind
 * leaves the later fields at their empty values. Never throws and copies nothing: the packet refers into `bytes`.
 */
export function decodePacket(bytes: Uint8Array, start: number, end: number, linkType: number): Packet {
  const packet = new DecodedPacket(bytes, start, Math.max(start, Math.min(end, bytes.length)), linkType)
  const decodeLink = linkType === LinkType.ethernet ? decodeEthernet : linkDecoders.get(linkType)
  if (decodeLink === undefined) return packet
  decodeNetwork(packet, decodeLink(packet))
  const { quoted } = packet
  if (quoted !== null) {
    decodeNetwork(quoted, decodeRawIp(quoted))
    // Errors are never sent about errors (RFC 1122 3.2.2), so a quote in a quote is hostile: it is not followed.
    quoted.quoted = null
  }
  return packet
}

function decodeNetwork(packet: DecodedPacket, offset: number): void {
  if (offset < 0) return
  if (packet.etherType === EtherType.arp) {
    packet.networkOffset = offset
    decodeArp(packet)
    return
  }
  if (packet.etherType !== EtherType.ipv4 && packet.etherType !== EtherType.ipv6) return
  packet.networkOffset = offset
  decodeTransport(packet, packet.etherType === EtherType.ipv4 ? decodeIpv4(packet) : decodeIpv6(packet))
}

function decodeTransport(packet: DecodedPacket, offset: number): void {
  if (offset < 0) return
  const promisedEnd = packet.networkOffset + packet.ipLength
  const capturedEnd = Math.min(promisedEnd, packet.end)
  if (promisedEnd > packet.end) packet.isTruncated = true
  if (offset > capturedEnd) {
    packet.isTruncated = true
    return
  }
  if (packet.fragmentOffset !== 0) {
    setPayload(packet, offset, promisedEnd - offset, capturedEnd)
    return
  }
  packet.transportOffset = offset
  const decode = transportDecoders[packet.protocol]
  if (decode === null || decode === undefined) setPayload(packet, offset, promisedEnd - offset, capturedEnd)
  else decode(packet, promisedEnd, capturedEnd)
}
