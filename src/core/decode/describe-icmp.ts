import { isIcmpError } from './icmp'
import type { Layer } from './layer'
import { hex, type LayerBuilder, named } from './layer-builder'

const typeNames: Readonly<Record<number, string>> = {
  0: 'Echo (ping) reply',
  3: 'Destination unreachable',
  4: 'Source quench',
  5: 'Redirect',
  8: 'Echo (ping) request',
  9: 'Router advertisement',
  10: 'Router solicitation',
  11: 'Time-to-live exceeded',
  12: 'Parameter problem',
  13: 'Timestamp request',
  14: 'Timestamp reply',
}

const codeNames: Readonly<Record<number, Readonly<Record<number, string>>>> = {
  3: {
    0: 'Network unreachable',
    1: 'Host unreachable',
    2: 'Protocol unreachable',
    3: 'Port unreachable',
    4: 'Fragmentation needed',
    5: 'Source route failed',
    6: 'Network unknown',
    7: 'Host unknown',
    9: 'Network administratively prohibited',
    10: 'Host administratively prohibited',
    13: 'Communication administratively filtered',
  },
  5: { 0: 'Redirect for network', 1: 'Redirect for host' },
  11: { 0: 'Time to live exceeded in transit', 1: 'Fragment reassembly time exceeded' },
}

/** Describes an ICMP message's first eight bytes (RFC 792, RFC 1191, RFC 4884). */
export function describeIcmp(builder: LayerBuilder, isQuoted: boolean): Layer {
  const type = builder.has(0, 1) ? builder.byte(0) : -1
  const code = builder.has(1, 1) ? builder.byte(1) : -1
  builder.number('icmp.type', 'Type', 0, 1, named(typeNames))
  builder.number('icmp.code', 'Code', 1, 1, named(codeNames[type] ?? {}))
  builder.number('icmp.checksum', 'Checksum', 2, 2, (value) => hex(value, 4))
  if (isIcmpError(type)) {
    if (type === 5) builder.ipv4('icmp.redir_gw', 'Gateway Address', 4)
    else if (builder.has(5, 1) && builder.byte(5) !== 0)
      builder.text('icmp.length', 'Length of original datagram', 5, 1, `${builder.byte(5) * 4} bytes`)
    if (type === 3 && code === 4) builder.number('icmp.mtu', 'MTU of next hop', 6, 2)
  } else if (type === 0 || type === 8 || (type >= 13 && type <= 18)) {
    builder.number('icmp.ident', 'Identifier', 4, 2, (value) => `${value} (${hex(value, 4)})`)
    builder.number('icmp.seq', 'Sequence Number', 6, 2, (value) => `${value} (${hex(value, 4)})`)
  }
  const title = `Internet Control Message Protocol, ${typeNames[type] ?? `type ${type}`}`
  return builder.build('icmp', title, 8, isQuoted)
}
