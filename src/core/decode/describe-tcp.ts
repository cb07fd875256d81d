import type { Layer } from './layer'
import { hex, type LayerBuilder } from './layer-builder'

const flagNames = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR']

/** Describes a TCP header (RFC 9293); sequence numbers are the real ones, not relative. */
export function describeTcp(builder: LayerBuilder, isQuoted: boolean): Layer {
  const { sourcePort, destinationPort } = builder.packet
  builder.number('tcp.srcport', 'Source Port', 0, 2)
  builder.number('tcp.dstport', 'Destination Port', 2, 2)
  builder.number('tcp.seq_raw', 'Sequence Number', 4, 4)
  builder.number('tcp.ack_raw', 'Acknowledgment Number', 8, 4)
  let headerLength = 20
  if (builder.has(12, 2)) {
    headerLength = (builder.byte(12) >> 4) * 4
    builder.text('tcp.hdr_len', 'Header Length', 12, 1, `${headerLength} bytes`)
    builder.text('tcp.flags', 'Flags', 12, 2, `${hex(builder.uint16(12) & 0x0fff, 3)} (${flagText(builder.byte(13))})`)
  }
  builder.number('tcp.window_size_value', 'Window', 14, 2)
  builder.number('tcp.checksum', 'Checksum', 16, 2, (value) => hex(value, 4))
  builder.number('tcp.urgent_pointer', 'Urgent Pointer', 18, 2)
  if (headerLength > 20) builder.bytes('tcp.options', 'Options', 20, headerLength - 20)
  const title = `Transmission Control Protocol, Src Port: ${sourcePort}, Dst Port: ${destinationPort}`
  return builder.build('tcp', title, headerLength, isQuoted)
}

function flagText(flags: number): string {
  const set = flagNames.filter((_, bit) => (flags & (1 << bit)) !== 0)
  return set.length === 0 ? 'none' : set.join(', ')
}
