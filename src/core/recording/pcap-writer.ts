import type { Sighting } from '../correlate/sighting'
import { PcapMagic } from './pcap-reader'
import { wireLength } from './wire-length'
import { writeUint16, writeUint32 } from './write-number'

/** Writes the frames of one interface. */
export interface PcapWriter {
  sighting(sighting: Sighting): void
}

/**
 * Writes pcap (draft-ietf-opsawg-pcap) with nanoseconds, little-endian, for tools that read no pcapng. One file holds
 * one interface of one link type. `write` is called once for the header and once for each whole record.
 */
export function createPcapWriter(
  write: (bytes: Uint8Array) => void,
  linkType: number,
  snapLength = 262_144,
): PcapWriter {
  const header = new Uint8Array(24)
  writeUint32(header, 0, PcapMagic.nanoseconds)
  writeUint16(header, 4, 2)
  writeUint16(header, 6, 4)
  writeUint32(header, 16, snapLength)
  writeUint32(header, 20, linkType)
  write(header)
  return {
    sighting({ seconds, nanoseconds, packet }) {
      const length = packet.end - packet.start
      const record = new Uint8Array(16 + length)
      writeUint32(record, 0, seconds)
      writeUint32(record, 4, nanoseconds)
      writeUint32(record, 8, length)
      writeUint32(record, 12, wireLength(packet))
      record.set(packet.bytes.subarray(packet.start, packet.end), 16)
      write(record)
    },
  }
}
