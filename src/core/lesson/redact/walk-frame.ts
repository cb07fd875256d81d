import { EtherType } from '../../decode/ether-type'
import { isIcmpError } from '../../decode/icmp'
import { isIcmpv6Error } from '../../decode/icmpv6'
import { IpProtocol } from '../../decode/ip-protocol'
import { isExtensionHeader } from '../../decode/ipv6'
import { LinkType } from '../../decode/link-type'
import type { Packet } from '../../decode/packet'
import { uint16 } from '../../decode/read-number'
import type { FrameVisitor } from './frame-visitor'
import { walkIcmpv6Body, walkIgmp } from './walk-group-messages'

const igmp = 2
const dnsPorts = new Set([53, 5353, 5355])

/**
 * Tells a visitor where a frame holds addresses and what people sent: every byte that is not told is a number of a known
 * header. `packet` was decoded from these bytes before anything in them was changed.
 */
export function walkFrame(packet: Packet, visitor: FrameVisitor): void {
  const { bytes, start, end, linkType, networkOffset } = packet
  if (linkType === LinkType.ethernet && end - start >= 14) {
    visitor.mac(bytes, start)
    visitor.mac(bytes, start + 6)
  }
  if (linkType === LinkType.linuxSll && end - start >= 16) {
    if (uint16(bytes, start + 4) === 6) visitor.mac(bytes, start + 6)
    else visitor.filler(bytes, start + 6, start + 14, 0)
  }
  if (linkType === LinkType.linuxSll2 && end - start >= 20) {
    if (bytes[start + 11] === 6) visitor.mac(bytes, start + 12)
    else visitor.filler(bytes, start + 12, start + 20, 0)
  }
  if (networkOffset < 0) visitor.data(bytes, Math.min(end, start + linkLength(packet)), end)
  else walkNetwork(packet, visitor)
}

/** Length of the link header of a frame that carries something unknown. */
function linkLength({ linkType, start, end, bytes }: Packet): number {
  switch (linkType) {
    case LinkType.ethernet: {
      let length = 14
      while (end - start >= length + 4 && isVlan(uint16(bytes, start + length - 2))) length += 4
      return length
    }
    case LinkType.linuxSll:
      return 16
    case LinkType.linuxSll2:
      return 20
    case LinkType.null:
    case LinkType.loop:
      return 4
    default:
      return 0
  }
}

function isVlan(etherType: number): boolean {
  return etherType === EtherType.vlan || etherType === EtherType.qinq || etherType === EtherType.oldQinq
}

/** Where an IP packet's captured bytes end; what follows is padding. */
export function ipEnd({ networkOffset, ipLength, end }: Packet): number {
  return Math.min(end, networkOffset + ipLength)
}

function walkNetwork(packet: Packet, visitor: FrameVisitor): void {
  const { bytes, networkOffset: at, end, etherType, ipVersion } = packet
  if (etherType === EtherType.arp) walkArp(packet, visitor)
  else if (ipVersion === 0) visitor.data(bytes, at, end)
  else {
    const bodyEnd = ipEnd(packet)
    const headerEnd = Math.min(bodyEnd, ipVersion === 4 ? walkIpv4(packet, visitor) : walkIpv6(packet, visitor))
    if (packet.fragmentOffset > 0 || packet.transportOffset < 0) visitor.data(bytes, headerEnd, bodyEnd)
    else walkTransport(packet, bodyEnd, visitor)
    visitor.filler(bytes, Math.max(bodyEnd, headerEnd), end, 0)
  }
}

function walkArp({ bytes, networkOffset: at, end }: Packet, visitor: FrameVisitor): void {
  const isEthernet = end - at >= 28 && bytes[at + 4] === 6 && bytes[at + 5] === 4
  if (!isEthernet) {
    visitor.data(bytes, Math.min(end, at + 8), end)
    return
  }
  visitor.mac(bytes, at + 8)
  visitor.address(bytes, at + 14, 4)
  visitor.mac(bytes, at + 18)
  visitor.address(bytes, at + 24, 4)
  visitor.filler(bytes, at + 28, end, 0)
}

/** Returns where the header ends. */
function walkIpv4({ bytes, networkOffset: at, end }: Packet, visitor: FrameVisitor): number {
  visitor.address(bytes, at + 12, 4)
  visitor.address(bytes, at + 16, 4)
  const headerEnd = Math.min(end, at + ((bytes[at]! & 0x0f) << 2))
  // Routes and time stamps hold addresses; 1 is the option that does nothing.
  visitor.filler(bytes, at + 20, headerEnd, 1)
  return headerEnd
}

/** Returns where the last extension header ends. */
function walkIpv6({ bytes, networkOffset: at, end }: Packet, visitor: FrameVisitor): number {
  visitor.address(bytes, at + 8, 6)
  visitor.address(bytes, at + 24, 6)
  let next = bytes[at + 6]!
  let offset = at + 40
  while (isExtensionHeader(next) && end - offset >= 8) {
    const kind = next
    next = bytes[offset]!
    const words = bytes[offset + 1]!
    const length =
      kind === IpProtocol.fragment ? 8 : kind === IpProtocol.authentication ? (words + 2) * 4 : (words + 1) * 8
    const headerEnd = Math.min(end, offset + length)
    if (kind === IpProtocol.hopByHop || kind === IpProtocol.destinationOptions) {
      walkOptions(bytes, offset + 2, headerEnd, visitor)
    } else if (kind === IpProtocol.routing) visitor.filler(bytes, offset + 4, headerEnd, 0)
    else if (kind === IpProtocol.authentication) visitor.filler(bytes, Math.min(headerEnd, offset + 12), headerEnd, 0)
    else if (kind !== IpProtocol.fragment) visitor.filler(bytes, offset + 2, headerEnd, 0)
    offset = headerEnd
    if (kind === IpProtocol.fragment && (uint16(bytes, offset - 6) & 0xfff8) !== 0) break
  }
  return offset
}

/** Options of IPv6: padding (0, 1), router alert (5) and jumbo length (194) stay. */
function walkOptions(bytes: Uint8Array, from: number, to: number, visitor: FrameVisitor): void {
  let at = from
  while (at + 1 < to) {
    const type = bytes[at]!
    if (type === 0) {
      at++
      continue
    }
    const optionEnd = Math.min(to, at + 2 + bytes[at + 1]!)
    if (type !== 5 && type !== 194) visitor.filler(bytes, at + 2, optionEnd, 0)
    at = optionEnd
  }
}

function walkTransport(packet: Packet, end: number, visitor: FrameVisitor): void {
  const { bytes, protocol, transportOffset: at, payloadOffset } = packet
  switch (protocol) {
    case IpProtocol.icmp:
    case IpProtocol.icmpv6:
      walkIcmp(packet, end, visitor)
      break
    case IpProtocol.tcp:
      if (end - at >= 20) {
        const headerEnd = Math.max(at + 20, Math.min(end, at + ((bytes[at + 12]! >> 4) << 2)))
        walkTcpOptions(bytes, at + 20, headerEnd, visitor)
        visitor.data(bytes, headerEnd, end)
      }
      break
    case IpProtocol.udp: {
      const bodyEnd = payloadOffset < 0 ? at + 8 : Math.min(end, payloadOffset + packet.payloadLength)
      const isDns = dnsPorts.has(packet.sourcePort) || dnsPorts.has(packet.destinationPort)
      if (payloadOffset >= 0 && isDns) visitor.dns(bytes, payloadOffset, bodyEnd)
      else if (payloadOffset >= 0) visitor.data(bytes, payloadOffset, bodyEnd)
      visitor.data(bytes, Math.min(end, bodyEnd), end)
      break
    }
    case igmp:
      walkIgmp(bytes, at, end, visitor)
      break
    default:
      visitor.data(bytes, at, end)
  }
}

function walkIcmp(packet: Packet, end: number, visitor: FrameVisitor): void {
  const { bytes, transportOffset: at, protocol, icmpType, quoted } = packet
  if (end - at < 8) return
  const isVersion4 = protocol === IpProtocol.icmp
  if (isVersion4 ? isIcmpError(icmpType) : isIcmpv6Error(icmpType)) {
    if (isVersion4 && icmpType === 5) visitor.address(bytes, at + 4, 4)
    if (quoted === null) visitor.data(bytes, at + 8, end)
    else {
      if (quoted.networkOffset < 0) visitor.data(bytes, quoted.start, quoted.end)
      else walkNetwork(quoted, visitor)
      visitor.filler(bytes, quoted.end, end, 0)
    }
  } else if (isVersion4 && icmpType >= 13 && icmpType <= 18) return
  else if (isVersion4 && icmpType === 9) {
    const step = bytes[at + 5]! * 4
    for (let entry = at + 8; step >= 4 && entry + 4 <= end; entry += step) visitor.address(bytes, entry, 4)
  } else if (isVersion4 || !walkIcmpv6Body(bytes, at, end, visitor)) visitor.data(bytes, at + 8, end)
}

/** Options of TCP that hold numbers of the connection alone: none, padding, MSS, window scale, SACK, time stamps. */
const plainTcpOptions = new Set([0, 1, 2, 3, 4, 5, 8])

function walkTcpOptions(bytes: Uint8Array, from: number, to: number, visitor: FrameVisitor): void {
  let at = from
  while (at < to) {
    const kind = bytes[at]!
    if (kind === 0) break
    if (kind === 1) {
      at++
      continue
    }
    const length = at + 1 < to ? bytes[at + 1]! : 0
    if (length < 2) break
    const optionEnd = Math.min(to, at + length)
    if (!plainTcpOptions.has(kind)) visitor.filler(bytes, at, optionEnd, 1)
    at = optionEnd
  }
}
