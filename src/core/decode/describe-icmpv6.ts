import type { Layer } from './layer'
import { hex, type LayerBuilder, named } from './layer-builder'

const typeNames: Readonly<Record<number, string>> = {
  1: 'Destination Unreachable',
  2: 'Packet Too Big',
  3: 'Time Exceeded',
  4: 'Parameter Problem',
  128: 'Echo (ping) request',
  129: 'Echo (ping) reply',
  130: 'Multicast Listener Query',
  131: 'Multicast Listener Report',
  132: 'Multicast Listener Done',
  133: 'Router Solicitation',
  134: 'Router Advertisement',
  135: 'Neighbor Solicitation',
  136: 'Neighbor Advertisement',
  137: 'Redirect',
  143: 'Multicast Listener Report Message v2',
}

const codeNames: Readonly<Record<number, Readonly<Record<number, string>>>> = {
  1: {
    0: 'no route to destination',
    1: 'administratively prohibited',
    2: 'beyond scope of source address',
    3: 'Address unreachable',
    4: 'Port unreachable',
    5: 'source address failed ingress/egress policy',
    6: 'reject route to destination',
  },
  3: { 0: 'hop limit exceeded in transit', 1: 'fragment reassembly time exceeded' },
}

/** Describes an ICMPv6 message (RFC 4443) and what neighbor discovery adds to it (RFC 4861). */
export function describeIcmpv6(builder: LayerBuilder, isQuoted: boolean): Layer {
  const type = builder.has(0, 1) ? builder.byte(0) : -1
  builder.number('icmpv6.type', 'Type', 0, 1, named(typeNames))
  builder.number('icmpv6.code', 'Code', 1, 1, named(codeNames[type] ?? {}))
  builder.number('icmpv6.checksum', 'Checksum', 2, 2, (value) => hex(value, 4))
  let length = 8
  if (type === 2) builder.number('icmpv6.mtu', 'MTU', 4, 4)
  else if (type === 128 || type === 129) {
    builder.number('icmpv6.echo.identifier', 'Identifier', 4, 2, (value) => `${value} (${hex(value, 4)})`)
    builder.number('icmpv6.echo.sequence_number', 'Sequence', 6, 2)
  } else if ((type === 1 || type === 3) && builder.has(4, 1) && builder.byte(4) !== 0) {
    builder.text('icmpv6.length', 'Length of original datagram', 4, 1, `${builder.byte(4) * 8} bytes`)
  } else if (type === 135 || type === 136) {
    const name = type === 135 ? 'icmpv6.nd.ns.target_address' : 'icmpv6.nd.na.target_address'
    builder.ipv6(name, 'Target Address', 8)
    length = describeOptions(builder, 24)
  }
  const title = `Internet Control Message Protocol v6, ${typeNames[type] ?? `type ${type}`}`
  return builder.build('icmpv6', title, length, isQuoted)
}

/** Neighbor discovery options: type, length in 8 bytes, and for types 1 and 2 a link-layer address. */
function describeOptions(builder: LayerBuilder, start: number): number {
  let offset = start
  while (builder.has(offset, 8) && builder.byte(offset + 1) > 0) {
    const type = builder.byte(offset)
    builder.number(
      'icmpv6.opt.type',
      'Option',
      offset,
      1,
      named({ 1: 'Source link-layer address', 2: 'Target link-layer address' }),
    )
    if (type === 1 || type === 2) builder.mac('icmpv6.opt.linkaddr', 'Link-layer address', offset + 2)
    offset += builder.byte(offset + 1) * 8
  }
  return offset
}
