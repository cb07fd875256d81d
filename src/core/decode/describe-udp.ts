import type { Layer } from './layer'
import { hex, type LayerBuilder } from './layer-builder'

/** Describes a UDP header (RFC 768). */
export function describeUdp(builder: LayerBuilder, isQuoted: boolean): Layer {
  const { sourcePort, destinationPort } = builder.packet
  builder.number('udp.srcport', 'Source Port', 0, 2)
  builder.number('udp.dstport', 'Destination Port', 2, 2)
  builder.number('udp.length', 'Length', 4, 2)
  builder.number('udp.checksum', 'Checksum', 6, 2, (value) => hex(value, 4))
  return builder.build(
    'udp',
    `User Datagram Protocol, Src Port: ${sourcePort}, Dst Port: ${destinationPort}`,
    8,
    isQuoted,
  )
}
