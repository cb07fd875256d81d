import type { CapturePoint } from '../correlate/sighting'
import { decodePacket } from '../decode/decode-packet'
import { BlockFramer, type BlockFormat } from './block-framer'
import { readUint16, readUint32 } from './byte-order'
import { CaptureFormatError, type CaptureReader, type CaptureSink } from './recording'

/** How to read a pcap file or stream. */
export interface PcapOptions {
  /** The live capture's own point; without it, one named `interfaceName` is made. */
  readonly point?: CapturePoint
  readonly interfaceName?: string
  /** Index of the point that is made here. */
  readonly firstPoint?: number
}

/** pcap's magic numbers, as read in the writer's byte order. */
export const PcapMagic = {
  microseconds: 0xa1b2c3d4,
  nanoseconds: 0xa1b23c4d,
  /** Alexey Kuznetzov's modified format of old Red Hat systems: longer record headers. */
  modified: 0xa1b2cd34,
} as const

/** File header and record header (draft-ietf-opsawg-pcap). */
const fileHeaderLength = 24
const recordHeaderLength = 16
/** tcpdump's largest snapshot length is a quarter of this; a longer record is damage. */
const longestRecord = 1 << 20

/**
 * Reads a pcap file or a live pcap stream such as dumpcap's: both byte orders, microseconds and nanoseconds. Packets
 * refer into the chunks, which must not be reused. Throws `CaptureFormatError` when the header is none that it knows;
 * damage later on is a warning, after which the rest is ignored. Holds at most 1 MiB of its own.
 */
export function createPcapReader(sink: CaptureSink, options: PcapOptions = {}): CaptureReader {
  return new PcapReader(sink, options)
}

class PcapReader implements CaptureReader, BlockFormat {
  readonly longestPrefix = fileHeaderLength
  readonly longestBlock = longestRecord
  private readonly framer = new BlockFramer(this)
  private readonly point: CapturePoint
  private hasHeader = false
  private isLittleEndian = true
  private unitsPerSecond = 1e6
  private linkType = -1
  private frame = 0

  constructor(
    private readonly sink: CaptureSink,
    options: PcapOptions,
  ) {
    this.point = options.point ?? {
      index: options.firstPoint ?? 0,
      interface: null,
      interfaceName: options.interfaceName ?? 'pcap',
      machine: null,
      namespace: null,
    }
  }

  push(chunk: Uint8Array): void {
    this.framer.push(chunk)
  }

  end(): void {
    if (!this.hasHeader) throw new CaptureFormatError('The file ends within its first 24 bytes: it is no pcap capture.')
    if (this.framer.isWithinBlock)
      this.sink.warning(
        `The file ends in the middle of a packet at byte ${this.framer.position}; the ${this.frame} packets before it were read.`,
      )
  }

  measure(bytes: Uint8Array, offset: number, end: number): number {
    if (!this.hasHeader) {
      if (end - offset >= 4) this.readMagic(bytes, offset)
      return end - offset < fileHeaderLength ? 0 : fileHeaderLength
    }
    if (end - offset < recordHeaderLength) return 0
    return recordHeaderLength + readUint32(bytes, offset + 8, this.isLittleEndian)
  }

  passOver(_bytes: Uint8Array, _offset: number, length: number): boolean {
    this.sink.warning(
      `The file is damaged at byte ${this.framer.position}: a packet claims to be ${length - recordHeaderLength} bytes long. The ${this.frame} packets before it were read.`,
    )
    return false
  }

  read(bytes: Uint8Array, offset: number, length: number): boolean {
    const { isLittleEndian, unitsPerSecond } = this
    if (!this.hasHeader) {
      this.readHeader(bytes, offset)
      return true
    }
    // A fraction of a second or more is against the format, but some writers do it.
    const units = readUint32(bytes, offset + 4, isLittleEndian)
    const carried = units < unitsPerSecond ? 0 : Math.floor(units / unitsPerSecond)
    this.sink.sighting({
      point: this.point,
      frame: this.frame++,
      seconds: readUint32(bytes, offset, isLittleEndian) + carried,
      nanoseconds: (units - carried * unitsPerSecond) * (1e9 / unitsPerSecond),
      packet: decodePacket(bytes, offset + recordHeaderLength, offset + length, this.linkType),
      line: null,
    })
    return true
  }

  private readMagic(bytes: Uint8Array, offset: number): void {
    const little = readUint32(bytes, offset, true)
    const big = readUint32(bytes, offset, false)
    if (little === PcapMagic.modified || big === PcapMagic.modified)
      throw new CaptureFormatError(
        'This is the modified pcap format of old Red Hat systems; convert it with: editcap -F pcapng OLD NEW',
      )
    this.isLittleEndian = little === PcapMagic.microseconds || little === PcapMagic.nanoseconds
    const magic = this.isLittleEndian ? little : big
    if (magic !== PcapMagic.microseconds && magic !== PcapMagic.nanoseconds)
      throw new CaptureFormatError('This is no pcap capture: it does not begin with pcap’s magic number.')
    this.unitsPerSecond = magic === PcapMagic.microseconds ? 1e6 : 1e9
  }

  private readHeader(bytes: Uint8Array, offset: number): void {
    const major = readUint16(bytes, offset + 4, this.isLittleEndian)
    if (major !== 2) throw new CaptureFormatError(`This is pcap version ${major}, and only version 2 can be read.`)
    this.hasHeader = true
    // The upper bits tell of a frame check sequence.
    this.linkType = readUint32(bytes, offset + 20, this.isLittleEndian) & 0xffff
    this.sink.point(this.point, this.linkType)
  }
}
