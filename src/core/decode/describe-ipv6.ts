import { IpProtocol } from './ip-protocol'
import { isExtensionHeader } from './ipv6'
import type { Layer } from './layer'
import { hex, type LayerBuilder } from './layer-builder'
import { ipProtocolText } from './protocol-names'

/** Wireshark's names for the extension headers that it has a `nxt` and `len` field for. */
const extensionNames: Readonly<Record<number, readonly [name: string, label: string]>> = {
  [IpProtocol.hopByHop]: ['ipv6.hopopts', 'Hop-by-Hop Options'],
  [IpProtocol.routing]: ['ipv6.routing', 'Routing Header'],
  [IpProtocol.destinationOptions]: ['ipv6.dstopts', 'Destination Options'],
}

/** Describes an IPv6 header and its extension headers (RFC 8200). */
export function describeIpv6(builder: LayerBuilder, isQuoted: boolean): Layer {
  const { packet } = builder
  if (builder.has(0, 4)) {
    const first = builder.uint32(0)
    builder.text('ipv6.version', 'Version', 0, 1, String(first >>> 28))
    builder.text('ipv6.tclass', 'Traffic Class', 0, 2, hex((first >>> 20) & 0xff, 2))
    builder.text('ipv6.flow', 'Flow Label', 1, 3, hex(first & 0xfffff, 5))
  }
  builder.number('ipv6.plen', 'Payload Length', 4, 2)
  builder.number('ipv6.nxt', 'Next Header', 6, 1, ipProtocolText)
  builder.number('ipv6.hlim', 'Hop Limit', 7, 1)
  builder.ipv6('ipv6.src', 'Source Address', 8)
  builder.ipv6('ipv6.dst', 'Destination Address', 24)
  const length = builder.has(0, 40) ? describeExtensions(builder) : 40
  const title = `Internet Protocol Version 6, Src: ${packet.source}, Dst: ${packet.destination}`
  return builder.build('ipv6', title, length, isQuoted)
}

/** Describes the chain after the fixed header; returns where it ends, from the header's start. */
function describeExtensions(builder: LayerBuilder): number {
  let offset = 40
  let kind = builder.byte(6)
  while (isExtensionHeader(kind) && builder.has(offset, 8)) {
    const next = builder.byte(offset)
    if (kind === IpProtocol.fragment) {
      const fragment = builder.uint16(offset + 2)
      builder.number('ipv6.fraghdr.nxt', 'Fragment Header, Next Header', offset, 1, ipProtocolText)
      builder.text('ipv6.fraghdr.offset', 'Fragment Header, Offset', offset + 2, 2, `${fragment & 0xfff8} bytes`)
      builder.text('ipv6.fraghdr.more', 'Fragment Header, More Fragments', offset + 3, 1, fragment & 1 ? 'Yes' : 'No')
      builder.number('ipv6.fraghdr.ident', 'Fragment Header, Identification', offset + 4, 4, (value) => hex(value, 8))
      offset += 8
      if ((fragment & 0xfff8) !== 0) return offset
    } else {
      const length =
        kind === IpProtocol.authentication ? (builder.byte(offset + 1) + 2) * 4 : (builder.byte(offset + 1) + 1) * 8
      const known = extensionNames[kind]
      if (known !== undefined) {
        builder.number(`${known[0]}.nxt`, `${known[1]}, Next Header`, offset, 1, ipProtocolText)
        builder.text(`${known[0]}.len`, `${known[1]}, Length`, offset + 1, 1, `${length} bytes`)
      }
      offset += length
    }
    kind = next
  }
  return offset
}
