import { describeArp } from './describe-arp'
import { describeIcmp } from './describe-icmp'
import { describeIcmpv6 } from './describe-icmpv6'
import { describeIpv4 } from './describe-ipv4'
import { describeIpv6 } from './describe-ipv6'
import { describeLink } from './describe-link'
import { describeTcp } from './describe-tcp'
import { describeUdp } from './describe-udp'
import { IpProtocol } from './ip-protocol'
import type { Layer } from './layer'
import { LayerBuilder } from './layer-builder'
import type { Packet } from './packet'

type TransportDescriber = (builder: LayerBuilder, isQuoted: boolean) => Layer

/** The registry of IP protocols: to add one, write its describe function and name it here. */
const transportDescribers: ReadonlyMap<number, TransportDescriber> = new Map<number, TransportDescriber>([
  [IpProtocol.icmp, describeIcmp],
  [IpProtocol.icmpv6, describeIcmpv6],
  [IpProtocol.udp, describeUdp],
  [IpProtocol.tcp, describeTcp],
])

/**
 * The packet's headers from the outside in, with every field's name, value and bytes, as Wireshark would show them; the
 * headers that an ICMP error quotes come after its own. Never throws: what was not captured is left out.
 */
export function describeLayers(packet: Packet): Layer[] {
  const layers = describeLink(packet)
  describeNetwork(packet, packet.start, false, layers)
  if (packet.quoted !== null) describeNetwork(packet.quoted, packet.start, true, layers)
  return layers
}

function describeNetwork(packet: Packet, frameStart: number, isQuoted: boolean, layers: Layer[]): void {
  if (packet.arpOperation !== -1) layers.push(describeArp(packet))
  if (packet.ipVersion === 0) return
  const builder = new LayerBuilder(packet, frameStart, packet.networkOffset)
  layers.push(packet.ipVersion === 4 ? describeIpv4(builder, isQuoted) : describeIpv6(builder, isQuoted))
  const describeTransport = transportDescribers.get(packet.protocol)
  if (packet.transportOffset >= 0 && describeTransport !== undefined)
    layers.push(describeTransport(new LayerBuilder(packet, frameStart, packet.transportOffset), isQuoted))
  if (packet.payloadOffset < 0 || packet.quoted !== null) return
  // Neighbor discovery's own header reaches into what the decoder counts as payload.
  const described = layers.at(-1)?.end ?? 0
  const from = Math.max(packet.payloadOffset, frameStart + described)
  const length = packet.payloadLength - (from - packet.payloadOffset)
  if (length <= 0 || from >= packet.end) return
  const data = new LayerBuilder(packet, frameStart, from)
  data.bytes('data.data', 'Data', 0, length)
  layers.push(data.build('data', `Data (${length} bytes)`, length, isQuoted))
}
