import type { Layer } from './layer'
import { hex, named, type LayerBuilder } from './layer-builder'
import { ipProtocolText } from './protocol-names'
import { uint16 } from './read-number'

/** Describes an IPv4 header (RFC 791) and says whether its checksum is right. */
export function describeIpv4(builder: LayerBuilder, isQuoted: boolean): Layer {
  const { packet } = builder
  const headerLength = builder.has(0, 1) ? (builder.byte(0) & 0x0f) * 4 : 20
  if (builder.has(0, 1)) {
    builder.text('ip.version', 'Version', 0, 1, String(builder.byte(0) >> 4))
    builder.text('ip.hdr_len', 'Header Length', 0, 1, `${headerLength} bytes`)
  }
  builder.number('ip.dsfield', 'Differentiated Services Field', 1, 1, (value) => hex(value, 2))
  builder.number('ip.len', 'Total Length', 2, 2)
  builder.number('ip.id', 'Identification', 4, 2, (value) => `${hex(value, 4)} (${value})`)
  if (builder.has(6, 2)) {
    builder.text('ip.flags.df', "Don't fragment", 6, 1, packet.dontFragment ? 'Set' : 'Not set')
    builder.text('ip.flags.mf', 'More fragments', 6, 1, packet.moreFragments ? 'Set' : 'Not set')
    builder.text('ip.frag_offset', 'Fragment Offset', 6, 2, `${packet.fragmentOffset} bytes`)
  }
  builder.number('ip.ttl', 'Time to Live', 8, 1)
  builder.number('ip.proto', 'Protocol', 9, 1, ipProtocolText)
  if (builder.has(10, 2)) builder.text('ip.checksum', 'Header Checksum', 10, 2, checksumText(builder, headerLength))
  builder.ipv4('ip.src', 'Source Address', 12)
  builder.ipv4('ip.dst', 'Destination Address', 16)
  describeOptions(builder, headerLength)
  const title = `Internet Protocol Version 4, Src: ${packet.source}, Dst: ${packet.destination}`
  return builder.build('ip', title, headerLength, isQuoted)
}

const optionText = named({
  0: 'End of Options List',
  1: 'No-Operation',
  7: 'Record Route',
  68: 'Time Stamp',
  131: 'Loose Source Route',
  137: 'Strict Source Route',
  148: 'Router Alert',
})

/** Names the options (RFC 791 3.1); those but the first two say their length. */
function describeOptions(builder: LayerBuilder, headerLength: number): void {
  let offset = 20
  while (offset < headerLength && builder.has(offset, 1)) {
    const type = builder.byte(offset)
    builder.number('ip.opt.type', 'Option', offset, 1, optionText)
    if (type === 0) return
    const hasLength = type !== 1 && offset + 1 < headerLength && builder.has(offset + 1, 1)
    offset += hasLength ? Math.max(builder.byte(offset + 1), 2) : 1
  }
}

/** A right checksum makes the ones' complement sum of the header all ones (RFC 1071). */
function checksumText(builder: LayerBuilder, headerLength: number): string {
  const text = hex(builder.uint16(10), 4)
  if (headerLength < 20 || !builder.has(0, headerLength)) return text
  let sum = 0
  for (let offset = 0; offset < headerLength; offset += 2) sum += uint16(builder.packet.bytes, builder.start + offset)
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return `${text} (${sum === 0xffff ? 'correct' : 'incorrect'})`
}
