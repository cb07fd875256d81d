import { decodePacket } from '../decode/decode-packet'
import { BlockFramer, type BlockFormat } from './block-framer'
import { readUint16, readUint32 } from './byte-order'
import { byteOrderMagic, longestBlock, PcapngBlock } from './pcapng-block'
import { readPcapngInterface, type PcapngInterface } from './pcapng-interface'
import { PcapngOption, visitOptions } from './pcapng-options'
import { CaptureFormatError, type CaptureReader, type CaptureSink } from './recording'
import { decodeUtf8 } from '../decode/utf8'

/** How to read a pcapng file. */
export interface PcapngOptions {
  /** Names an interface whose block has no `if_name`; a second one gets a number behind it. */
  readonly interfaceName?: string
  /** Index of the first capture point. */
  readonly firstPoint?: number
}

/** A file may announce so many interfaces; more is an attack on memory. */
const mostInterfaces = 65_536

/**
 * Reads pcapng (draft-ietf-opsawg-pcapng): both byte orders, several sections, enhanced, simple and obsolete packet
 * blocks; other blocks are skipped. Packets refer into the chunks, which must not be reused; only a block that lies
 * across chunks is copied. Holds at most 1 MiB of its own. Throws `CaptureFormatError` when the file does not begin
 * with a section header; damage later on is a warning, after which the rest is ignored.
 */
export function createPcapngReader(sink: CaptureSink, options: PcapngOptions = {}): CaptureReader {
  return new PcapngReader(sink, options)
}

class PcapngReader implements CaptureReader, BlockFormat {
  /** Type and length, and for a section header its byte-order magic. */
  readonly longestPrefix = 12
  readonly longestBlock = longestBlock
  private readonly framer = new BlockFramer(this)
  private isLittleEndian = true
  private hasSection = false
  private interfaces: PcapngInterface[] = []
  private frame = 0
  private unknownInterfaces = 0
  private oversizedBlocks = 0

  /** Interfaces of all sections so far. */
  private pointCount = 0

  constructor(
    private readonly sink: CaptureSink,
    private readonly options: PcapngOptions,
  ) {}

  push(chunk: Uint8Array): void {
    this.framer.push(chunk)
  }

  end(): void {
    if (!this.hasSection) throw new CaptureFormatError('The file ends within its first block: it is no pcapng capture.')
    if (this.framer.isWithinBlock)
      this.sink.warning(
        `The file ends in the middle of a block at byte ${this.framer.position}; the ${this.frame} packets before it were read.`,
      )
    if (this.unknownInterfaces > 0)
      this.sink.warning(
        `${this.unknownInterfaces} packets name an interface that the file does not describe; they were skipped.`,
      )
    if (this.oversizedBlocks > 0)
      this.sink.warning(`${this.oversizedBlocks} packet blocks are longer than 1 MiB; they were skipped.`)
  }

  measure(bytes: Uint8Array, offset: number, end: number): number {
    if (end - offset < 8) return 0
    const type = readUint32(bytes, offset, this.isLittleEndian)
    if (type === PcapngBlock.sectionHeader) {
      if (end - offset < this.longestPrefix) return 0
      if (readUint32(bytes, offset + 8, true) === byteOrderMagic) this.isLittleEndian = true
      else if (readUint32(bytes, offset + 8, false) === byteOrderMagic) this.isLittleEndian = false
      else return this.stop('a section header has no byte-order magic')
    } else if (!this.hasSection) return this.stop('it does not begin with a section header')
    const length = readUint32(bytes, offset + 4, this.isLittleEndian)
    if (length < 12 || length % 4 !== 0) return this.stop(`a block claims to be ${length} bytes long`)
    return length
  }

  passOver(bytes: Uint8Array, offset: number, length: number): boolean {
    const type = readUint32(bytes, offset, this.isLittleEndian)
    if (type === PcapngBlock.sectionHeader || type === PcapngBlock.interfaceDescription)
      return this.damage(`a block that describes the file claims to be ${length} bytes long`)
    const isPacket =
      type === PcapngBlock.enhancedPacket || type === PcapngBlock.obsoletePacket || type === PcapngBlock.simplePacket
    if (isPacket) {
      this.oversizedBlocks++
      this.frame++
    }
    return true
  }

  read(bytes: Uint8Array, offset: number, length: number): boolean {
    const { isLittleEndian } = this
    const body = offset + 8
    const bodyEnd = offset + length - 4
    if (readUint32(bytes, bodyEnd, isLittleEndian) !== length)
      return this.damage('a block does not end with the length that it began with')
    switch (readUint32(bytes, offset, isLittleEndian)) {
      case PcapngBlock.enhancedPacket:
        return this.readTimedPacket(bytes, body, bodyEnd, true)
      case PcapngBlock.interfaceDescription:
        return this.readInterface(bytes, body, bodyEnd)
      case PcapngBlock.sectionHeader:
        return this.readSection(bytes, body, bodyEnd)
      case PcapngBlock.simplePacket:
        return this.readSimplePacket(bytes, body, bodyEnd)
      case PcapngBlock.obsoletePacket:
        return this.readTimedPacket(bytes, body, bodyEnd, false)
      default:
        return true
    }
  }

  private stop(reason: string): -1 {
    this.damage(reason)
    return -1
  }

  private damage(reason: string): false {
    if (!this.hasSection) throw new CaptureFormatError(`This is no pcapng capture: ${reason}.`)
    this.sink.warning(
      `The file is damaged at byte ${this.framer.position}: ${reason}. The ${this.frame} packets before it were read.`,
    )
    return false
  }

  private readSection(bytes: Uint8Array, body: number, bodyEnd: number): boolean {
    if (bodyEnd - body < 16) return this.damage('a section header is too short')
    const major = readUint16(bytes, body + 4, this.isLittleEndian)
    if (major !== 1) return this.damage(`it is of pcapng version ${major}, and only version 1 can be read`)
    this.hasSection = true
    this.interfaces = []
    return true
  }

  private readInterface(bytes: Uint8Array, body: number, bodyEnd: number): boolean {
    if (bodyEnd - body < 8) return this.damage('an interface description is too short')
    if (this.pointCount >= mostInterfaces) return this.damage(`it describes more than ${mostInterfaces} interfaces`)
    const number = this.interfaces.length
    const name = this.options.interfaceName ?? 'interface'
    const fallbackName = number === 0 && this.options.interfaceName !== undefined ? name : `${name} ${number}`
    const index = (this.options.firstPoint ?? 0) + this.pointCount++
    const described = readPcapngInterface(bytes, body, bodyEnd, this.isLittleEndian, index, fallbackName)
    this.interfaces.push(described)
    this.sink.point(described.point, described.linkType)
    return true
  }

  /** Enhanced and obsolete packet blocks differ only in how wide the interface's number is. */
  private readTimedPacket(bytes: Uint8Array, body: number, bodyEnd: number, isEnhanced: boolean): boolean {
    const { isLittleEndian } = this
    if (bodyEnd - body < 20) return this.damage('a packet block is too short')
    const number = isEnhanced ? readUint32(bytes, body, isLittleEndian) : readUint16(bytes, body, isLittleEndian)
    const capturedLength = readUint32(bytes, body + 12, isLittleEndian)
    const start = body + 20
    if (capturedLength > bodyEnd - start)
      return this.damage(`a packet claims ${capturedLength} captured bytes, more than its block holds`)
    const frame = this.frame++
    const described = this.interfaces[number]
    if (described === undefined) {
      this.unknownInterfaces++
      return true
    }
    const { time } = described
    time.convert(readUint32(bytes, body + 4, isLittleEndian), readUint32(bytes, body + 8, isLittleEndian))
    this.sink.sighting({
      point: described.point,
      frame,
      seconds: time.seconds,
      nanoseconds: time.nanoseconds,
      packet: decodePacket(bytes, start, start + capturedLength, described.linkType),
      line: null,
    })
    if (this.sink.comment !== undefined) this.readComments(frame, bytes, start + ((capturedLength + 3) & ~3), bodyEnd)
    return true
  }

  /** A simple packet block belongs to the first interface and has no time: it is given the epoch. */
  private readSimplePacket(bytes: Uint8Array, body: number, bodyEnd: number): boolean {
    if (bodyEnd - body < 4) return this.damage('a packet block is too short')
    const frame = this.frame++
    const described = this.interfaces[0]
    if (described === undefined) {
      this.unknownInterfaces++
      return true
    }
    const originalLength = readUint32(bytes, body, this.isLittleEndian)
    const limit = described.snapLength === 0 ? originalLength : Math.min(originalLength, described.snapLength)
    const start = body + 4
    const packet = decodePacket(bytes, start, Math.min(start + limit, bodyEnd), described.linkType)
    this.sink.sighting({ point: described.point, frame, seconds: 0, nanoseconds: 0, packet, line: null })
    return true
  }

  private readComments(frame: number, bytes: Uint8Array, start: number, end: number): void {
    visitOptions(bytes, start, end, this.isLittleEndian, (code, valueStart, valueEnd) => {
      if (code === PcapngOption.comment) this.sink.comment?.(frame, decodeUtf8(bytes.subarray(valueStart, valueEnd)))
    })
  }
}
