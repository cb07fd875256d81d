import { destinationMac, sourceMac } from '../decode/mac-address'
import type { Packet } from '../decode/packet'
import { nanosecondsBetween, type Sighting } from '../correlate/sighting'
import type { Journey } from './journey'

/**
 * Wireshark's display filter for the frames of a journey in every form that they took on their way, fragments included.
 * What all forms share comes first; addresses and ports that NAT changed are alternatives. When the headers fit a packet
 * of `others` as well (a repeated ARP request, a counter that came round again), the time tells them apart.
 */
export function displayFilter(journey: Journey, others: Iterable<Journey> = []): string {
  const sightings = [...journey.sightings, ...journey.pieces]
  // Wireshark shows the transport header of a fragmented datagram only where it has put it together again.
  const isFragmented = sightings.some(({ packet }) => isFragment(packet))
  const formsOf = (packet: Packet) => describeForm(packet, isFragmented)
  const forms = [...new Map(sightings.map(({ packet }) => [formsOf(packet).join(), formsOf(packet)])).values()]
  const keys = new Set(forms.map((form) => form.join()))
  const [first = []] = forms
  const shared = first.filter((condition) => forms.every((form) => form.includes(condition)))
  const rests = forms.map((form) => form.filter((condition) => !shared.includes(condition)))
  const conditions = [...shared]
  if (rests.length > 1) conditions.push(`(${rests.map((rest) => `(${rest.join(' && ')})`).join(' || ')})`)
  if (first.length === 0 || isSharedWithOthers(journey, others, keys, formsOf))
    conditions.push(...timeWindow(sightings))
  return conditions.join(' && ')
}

/** ICMP errors quote the headers of another packet, and Wireshark's fields match those, too. */
const noError = '!(icmp.type == 3 || icmp.type == 4 || icmp.type == 5 || icmp.type == 11 || icmp.type == 12)'
const noErrorV6 = '!(icmpv6.type < 128)'

/** The conditions that hold for one form of a packet, the telling ones first. */
function describeForm(packet: Packet, isFragmented: boolean): readonly string[] {
  if (packet.arpOperation >= 0) {
    return [
      `arp.opcode == ${packet.arpOperation}`,
      `arp.src.proto_ipv4 == ${packet.source}`,
      `arp.dst.proto_ipv4 == ${packet.destination}`,
    ]
  }
  if (packet.ipVersion === 0) return describeLinkForm(packet)
  const conditions = [...describeTransport(packet, isFragmented), ...describeNetwork(packet)]
  const { quoted } = packet
  if (quoted === null) {
    conditions.push(packet.ipVersion === 4 ? noError : noErrorV6)
    return conditions
  }
  if (quoted.ipVersion !== 0) conditions.push(...describeTransport(quoted, false), ...describeIdentification(quoted))
  return [...new Set(conditions)]
}

function describeLinkForm(packet: Packet): readonly string[] {
  const [from, to] = [sourceMac(packet), destinationMac(packet)]
  return [
    ...(packet.etherType >= 0x600 ? [`eth.type == 0x${packet.etherType.toString(16).padStart(4, '0')}`] : []),
    ...(from === '' ? [] : [`eth.src == ${from}`]),
    ...(to === '' ? [] : [`eth.dst == ${to}`]),
  ]
}

function describeNetwork(packet: Packet): readonly string[] {
  const layer = packet.ipVersion === 4 ? 'ip' : 'ipv6'
  return [
    ...describeIdentification(packet),
    `${layer}.src == ${packet.source}`,
    `${layer}.dst == ${packet.destination}`,
  ]
}

function describeIdentification(packet: Packet): readonly string[] {
  if (packet.ipVersion === 4) return packet.ipId >= 0 ? [`ip.id == ${hex(packet.ipId, 4)}`] : []
  return packet.ipId >= 0 ? [`ipv6.fraghdr.ident == ${hex(packet.ipId, 8)}`] : []
}

function describeTransport(packet: Packet, isFragmented: boolean): readonly string[] {
  if (isFragmented || packet.transportOffset < 0) {
    return packet.ipVersion === 4 ? [`ip.proto == ${packet.protocol}`] : []
  }
  switch (packet.protocol) {
    case 1:
      return [
        `icmp.type == ${packet.icmpType}`,
        `icmp.code == ${packet.icmpCode}`,
        ...(packet.sequence >= 0 ? [`icmp.seq == ${packet.sequence}`] : []),
        ...(packet.icmpId >= 0 ? [`icmp.ident == ${packet.icmpId}`] : []),
      ]
    case 58:
      return [
        `icmpv6.type == ${packet.icmpType}`,
        `icmpv6.code == ${packet.icmpCode}`,
        ...(packet.sequence >= 0 ? [`icmpv6.echo.sequence_number == ${packet.sequence}`] : []),
        ...(packet.icmpId >= 0 ? [`icmpv6.echo.identifier == ${hex(packet.icmpId, 4)}`] : []),
      ]
    case 6:
      return [
        ...(packet.tcpSequence >= 0 ? [`tcp.seq_raw == ${packet.tcpSequence}`] : []),
        ...(packet.tcpAcknowledgement >= 0 ? [`tcp.ack_raw == ${packet.tcpAcknowledgement}`] : []),
        ...(packet.tcpFlags >= 0 ? [`tcp.flags == ${hex(packet.tcpFlags, 4)}`] : []),
        ...ports('tcp', packet),
      ]
    case 17:
      return ports('udp', packet)
    default:
      return [packet.ipVersion === 4 ? `ip.proto == ${packet.protocol}` : `ipv6.nxt == ${packet.protocol}`]
  }
}

function ports(layer: 'tcp' | 'udp', { sourcePort, destinationPort }: Packet): readonly string[] {
  return sourcePort < 0 ? [] : [`${layer}.srcport == ${sourcePort}`, `${layer}.dstport == ${destinationPort}`]
}

function isSharedWithOthers(
  journey: Journey,
  others: Iterable<Journey>,
  keys: ReadonlySet<string>,
  formOf: (packet: Packet) => readonly string[],
): boolean {
  for (const other of others) {
    if (other.id === journey.id || other.protocol !== journey.protocol) continue
    const isAlike = ({ packet }: Sighting) => keys.has(formOf(packet).join())
    if (other.sightings.some(isAlike) || other.pieces.some(isAlike)) return true
  }
  return false
}

/** From the first to the last frame, both included. */
function timeWindow(sightings: readonly Sighting[]): readonly string[] {
  const [first] = sightings
  if (first === undefined) return []
  const earliest = sightings.reduce((a, b) => (nanosecondsBetween(a, b) < 0 ? b : a), first)
  const latest = sightings.reduce((a, b) => (nanosecondsBetween(a, b) > 0 ? b : a), first)
  return [`frame.time_epoch >= ${epoch(earliest)}`, `frame.time_epoch <= ${epoch(latest)}`]
}

function epoch({ seconds, nanoseconds }: Sighting): string {
  return `${seconds}.${String(nanoseconds).padStart(9, '0')}`
}

const isFragment = (packet: Packet) => packet.moreFragments || packet.fragmentOffset > 0
const hex = (value: number, digits: number) => `0x${value.toString(16).padStart(digits, '0')}`
