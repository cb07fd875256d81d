import { EtherType } from './ether-type'
import type { Layer } from './layer'
import { LayerBuilder, named } from './layer-builder'
import { LinkType } from './link-type'
import { destinationMac, sourceMac } from './mac-address'
import type { Packet } from './packet'
import { etherTypeText, hardwareTypeText } from './protocol-names'

const packetTypeText = named({
  0: 'Unicast to us',
  1: 'Broadcast',
  2: 'Multicast',
  3: 'Unicast to another host',
  4: 'Sent by us',
})

/** Describes the link header and its VLAN tags; nothing for raw IP and unknown link types. */
export function describeLink(packet: Packet): Layer[] {
  const builder = new LayerBuilder(packet, packet.start, packet.start)
  switch (packet.linkType) {
    case LinkType.ethernet:
      return describeEthernet(builder)
    case LinkType.linuxSll:
      return [describeLinuxSll(builder)]
    case LinkType.linuxSll2:
      return [describeLinuxSll2(builder)]
    case LinkType.null:
    case LinkType.loop:
      if (builder.has(0, 4)) builder.text('null.family', 'Family', 0, 4, packet.ipVersion === 6 ? 'IPv6' : 'IP')
      return [builder.build('null', 'Null/Loopback', 4, false)]
    default:
      return []
  }
}

function describeEthernet(builder: LayerBuilder): Layer[] {
  const { packet } = builder
  if (!builder.has(0, 14)) return []
  builder.mac('eth.dst', 'Destination', 0)
  builder.mac('eth.src', 'Source', 6)
  const type = builder.uint16(12)
  if (type < 0x0600) builder.number('eth.len', 'Length', 12, 2)
  else builder.number('eth.type', 'Type', 12, 2, etherTypeText)
  const title = `Ethernet II, Src: ${sourceMac(packet)}, Dst: ${destinationMac(packet)}`
  const layers = [builder.build('eth', type < 0x0600 ? 'IEEE 802.3 Ethernet' : title, 14, false)]
  let tagged = type
  for (let offset = 14; isTag(tagged) && builder.has(offset, 4); offset += 4) {
    const tag = new LayerBuilder(packet, packet.start, packet.start + offset)
    layers.push(tagged === EtherType.qinq ? describeServiceTag(tag) : describeTag(tag))
    tagged = tag.uint16(2)
  }
  return layers
}

function isTag(etherType: number): boolean {
  return etherType === EtherType.vlan || etherType === EtherType.qinq || etherType === EtherType.oldQinq
}

function describeTag(tag: LayerBuilder): Layer {
  const control = tag.uint16(0)
  tag.text('vlan.priority', 'Priority', 0, 1, String(control >> 13))
  tag.text('vlan.dei', 'DEI', 0, 1, String((control >> 12) & 1))
  tag.text('vlan.id', 'ID', 0, 2, String(control & 0x0fff))
  tag.number('vlan.etype', 'Type', 2, 2, etherTypeText)
  return tag.build('vlan', `802.1Q Virtual LAN, ID: ${control & 0x0fff}`, 4, false)
}

/** IEEE 802.1ad: Wireshark gives the provider's tag names of its own. */
function describeServiceTag(tag: LayerBuilder): Layer {
  const control = tag.uint16(0)
  tag.text('ieee8021ad.priority', 'Priority', 0, 1, String(control >> 13))
  tag.text('ieee8021ad.dei', 'DEI', 0, 1, String((control >> 12) & 1))
  tag.text('ieee8021ad.id', 'ID', 0, 2, String(control & 0x0fff))
  return tag.build('ieee8021ad', `802.1ad Provider Bridge, ID: ${control & 0x0fff}`, 4, false)
}

function describeLinuxSll(builder: LayerBuilder): Layer {
  builder.number('sll.pkttype', 'Packet type', 0, 2, packetTypeText)
  builder.number('sll.hatype', 'Link-layer address type', 2, 2, hardwareTypeText)
  builder.number('sll.halen', 'Link-layer address length', 4, 2)
  if (sourceMac(builder.packet) !== '') builder.mac('sll.src.eth', 'Source', 6)
  builder.number('sll.etype', 'Protocol', 14, 2, etherTypeText)
  return builder.build('sll', 'Linux cooked capture v1', 16, false)
}

function describeLinuxSll2(builder: LayerBuilder): Layer {
  builder.number('sll.etype', 'Protocol', 0, 2, etherTypeText)
  builder.number('sll.ifindex', 'Interface index', 4, 4)
  builder.number('sll.hatype', 'Link-layer address type', 8, 2, hardwareTypeText)
  builder.number('sll.pkttype', 'Packet type', 10, 1, packetTypeText)
  builder.number('sll.halen', 'Link-layer address length', 11, 1)
  if (sourceMac(builder.packet) !== '') builder.mac('sll.src.eth', 'Source', 12)
  return builder.build('sll', 'Linux cooked capture v2', 20, false)
}
