import type { Layer } from './layer'
import { LayerBuilder, named } from './layer-builder'
import type { Packet } from './packet'
import { etherTypeText, hardwareTypeText } from './protocol-names'

const operationText = named({ 1: 'request', 2: 'reply', 3: 'request reverse', 4: 'reply reverse' })

/** Describes an ARP packet (RFC 826); addresses only for IPv4 over Ethernet. */
export function describeArp(packet: Packet): Layer {
  const builder = new LayerBuilder(packet, packet.start, packet.networkOffset)
  builder.number('arp.hw.type', 'Hardware type', 0, 2, hardwareTypeText)
  builder.number('arp.proto.type', 'Protocol type', 2, 2, etherTypeText)
  builder.number('arp.hw.size', 'Hardware size', 4, 1)
  builder.number('arp.proto.size', 'Protocol size', 5, 1)
  builder.number('arp.opcode', 'Opcode', 6, 2, operationText)
  if (builder.has(0, 8) && builder.byte(4) === 6 && builder.byte(5) === 4) {
    builder.mac('arp.src.hw_mac', 'Sender MAC address', 8)
    builder.ipv4('arp.src.proto_ipv4', 'Sender IP address', 14)
    builder.mac('arp.dst.hw_mac', 'Target MAC address', 18)
    builder.ipv4('arp.dst.proto_ipv4', 'Target IP address', 24)
  }
  const operation = packet.arpOperation === 1 ? 'request' : packet.arpOperation === 2 ? 'reply' : 'ARP'
  return builder.build('arp', `Address Resolution Protocol (${operation})`, 28, false)
}
