import type { Sighting } from '../../core/correlate/sighting'

/** A sighting's bytes in the manner of `tcpdump -xx`, without line ends; a recording keeps no such lines. */
export function hexLinesOf({ packet }: Sighting): readonly string[] {
  const lines: string[] = []
  for (let at = packet.start; at < packet.end; at += 16) {
    const row = packet.bytes.subarray(at, Math.min(packet.end, at + 16))
    const digits = Array.from(
      row,
      (byte, index) => `${index % 2 === 0 ? ' ' : ''}${byte.toString(16).padStart(2, '0')}`,
    )
    lines.push(`\t0x${(at - packet.start).toString(16).padStart(4, '0')}: ${digits.join('')}`)
  }
  return lines
}
