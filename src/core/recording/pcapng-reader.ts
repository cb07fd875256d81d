import { decodePacket } from '../decode/decode-packet'
import { readUint16, readUint32 } from './byte-order'
import { byteOrderMagic, longestBlock, PcapngBlock } from './pcapng-block'
import { readPcapngInterface, type PcapngInterface } from './pcapng-interface'
import { PcapngOption, visitOptions } from './pcapng-options'
import { CaptureFormatError, type CaptureReader, type CaptureSink } from './recording'
import { decodeUtf8 } from './utf8'

/** A file may announce so many interfaces; more is an attack on memory. */
const mostInterfaces = 65_536
/** Type and length, and for a section header its byte-order magic. */
const longestPrefix = 12

/**
 * Reads pcapng (draft-ietf-opsawg-pcapng): both byte orders, several sections, enhanced, simple and obsolete packet
 * blocks; other blocks are skipped. Packets refer into the chunks, which must not be reused; only a block that lies
 * across chunks is copied. Holds at most 1 MiB of its own. Throws `CaptureFormatError` when the file does not begin
 * with a section header; damage later on is a warning, after which the rest is ignored.
 * `firstPoint` is the index of the first capture point.
 */
export function createPcapngReader(sink: CaptureSink, options: { readonly firstPoint?: number } = {}): CaptureReader {
  return new PcapngReader(sink, options.firstPoint ?? 0)
}

class PcapngReader implements CaptureReader {
  private isLittleEndian = true
  private hasSection = false
  private isDamaged = false
  private interfaces: PcapngInterface[] = []
  private frame = 0
  /** File offset of the next byte to be read, for warnings. */
  private position = 0
  /** The start of a block that continues in the next chunk. */
  private pending = new Uint8Array(0)
  private pendingLength = 0
  /** Bytes of a block that is passed over. */
  private skipping = 0
  private unknownInterfaces = 0
  private oversizedBlocks = 0

  constructor(
    private readonly sink: CaptureSink,
    private nextPoint: number,
  ) {}

  push(chunk: Uint8Array): void {
    // A Buffer is a subclass: a plain view keeps every packet's `bytes` of one hidden class.
    const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    let offset = this.skip(bytes, 0)
    while (this.pendingLength > 0 && offset < bytes.length && !this.isDamaged) {
      offset = this.skip(bytes, this.completePending(bytes, offset))
    }
    while (offset < bytes.length && !this.isDamaged) {
      const length = this.blockLength(bytes, offset, bytes.length)
      if (length < 0) return
      if (length > longestBlock) offset = this.startSkipping(bytes, offset, length)
      else if (length === 0 || offset + length > bytes.length) {
        this.keepPending(bytes, offset, length)
        return
      } else {
        this.readBlock(bytes, offset, length)
        offset += length
      }
    }
  }

  end(): void {
    if (!this.isDamaged && (this.pendingLength > 0 || this.skipping > 0)) {
      if (!this.hasSection)
        throw new CaptureFormatError('The file ends within its first block: it is no pcapng capture.')
      this.sink.warning(
        `The file ends in the middle of a block at byte ${this.position}; the ${this.frame} packets before it were read.`,
      )
    }
    if (this.unknownInterfaces > 0)
      this.sink.warning(
        `${this.unknownInterfaces} packets name an interface that the file does not describe; they were skipped.`,
      )
    if (this.oversizedBlocks > 0)
      this.sink.warning(`${this.oversizedBlocks} packet blocks are longer than 1 MiB; they were skipped.`)
  }

  /** The length of the block at `offset`, 0 while too little of it is there to know, -1 when it is damaged. */
  private blockLength(bytes: Uint8Array, offset: number, end: number): number {
    if (end - offset < 8) return 0
    const type = readUint32(bytes, offset, this.isLittleEndian)
    if (type === PcapngBlock.sectionHeader) {
      if (end - offset < longestPrefix) return 0
      if (readUint32(bytes, offset + 8, true) === byteOrderMagic) this.isLittleEndian = true
      else if (readUint32(bytes, offset + 8, false) === byteOrderMagic) this.isLittleEndian = false
      else return this.damage('a section header has no byte-order magic')
    } else if (!this.hasSection) return this.damage('it does not begin with a section header')
    const length = readUint32(bytes, offset + 4, this.isLittleEndian)
    if (length < 12 || length % 4 !== 0) return this.damage(`a block claims to be ${length} bytes long`)
    return length
  }

  private damage(reason: string): number {
    if (!this.hasSection) throw new CaptureFormatError(`This is no pcapng capture: ${reason}.`)
    this.isDamaged = true
    this.sink.warning(
      `The file is damaged at byte ${this.position}: ${reason}. The ${this.frame} packets before it were read.`,
    )
    return -1
  }

  private skip(bytes: Uint8Array, offset: number): number {
    const skipped = Math.min(this.skipping, bytes.length - offset)
    this.skipping -= skipped
    this.position += skipped
    return offset + skipped
  }

  private startSkipping(bytes: Uint8Array, offset: number, length: number): number {
    const type = readUint32(bytes, offset, this.isLittleEndian)
    if (type === PcapngBlock.sectionHeader || type === PcapngBlock.interfaceDescription) {
      this.damage(`a block that describes the file claims to be ${length} bytes long`)
      return bytes.length
    }
    if (
      type === PcapngBlock.enhancedPacket ||
      type === PcapngBlock.obsoletePacket ||
      type === PcapngBlock.simplePacket
    ) {
      this.oversizedBlocks++
      this.frame++
    }
    this.skipping = length
    return this.skip(bytes, offset)
  }

  private keepPending(bytes: Uint8Array, offset: number, length: number): void {
    const rest = bytes.length - offset
    this.pending = new Uint8Array(length === 0 ? longestPrefix : length)
    this.pending.set(bytes.subarray(offset))
    this.pendingLength = rest
  }

  /** Adds to the block that began in an earlier chunk and reads it when it is whole; returns the offset after it. */
  private completePending(bytes: Uint8Array, offset: number): number {
    let length = this.blockLength(this.pending, 0, this.pendingLength)
    const wanted = length === 0 ? (this.pendingLength < 8 ? 8 : longestPrefix) : length
    const added = Math.min(wanted - this.pendingLength, bytes.length - offset)
    if (wanted > this.pending.length) this.growPending(wanted)
    this.pending.set(bytes.subarray(offset, offset + added), this.pendingLength)
    this.pendingLength += added
    if (length === 0) {
      length = this.blockLength(this.pending, 0, this.pendingLength)
      if (length < 0) return bytes.length
      if (length > longestBlock) {
        this.startSkipping(this.pending.subarray(0, this.pendingLength), 0, length)
        this.pendingLength = 0
      } else if (length !== 0) this.growPending(length)
    } else if (this.pendingLength === length) {
      this.pendingLength = 0
      this.readBlock(this.pending, 0, length)
    }
    return offset + added
  }

  private growPending(length: number): void {
    if (this.pending.length >= length) return
    const grown = new Uint8Array(length)
    grown.set(this.pending.subarray(0, this.pendingLength))
    this.pending = grown
  }

  private readBlock(bytes: Uint8Array, offset: number, length: number): void {
    const { isLittleEndian } = this
    const bodyEnd = offset + length - 4
    if (readUint32(bytes, bodyEnd, isLittleEndian) !== length) {
      this.damage('a block does not end with the length that it began with')
      return
    }
    const type = readUint32(bytes, offset, isLittleEndian)
    if (type === PcapngBlock.enhancedPacket) this.readEnhancedPacket(bytes, offset + 8, bodyEnd)
    else if (type === PcapngBlock.interfaceDescription) this.readInterface(bytes, offset + 8, bodyEnd)
    else if (type === PcapngBlock.sectionHeader) this.readSection(bytes, offset + 8, bodyEnd)
    else if (type === PcapngBlock.simplePacket) this.readSimplePacket(bytes, offset + 8, bodyEnd)
    else if (type === PcapngBlock.obsoletePacket) this.readObsoletePacket(bytes, offset + 8, bodyEnd)
    this.position += length
  }

  private readSection(bytes: Uint8Array, body: number, bodyEnd: number): void {
    if (bodyEnd - body < 16) {
      this.damage('a section header is too short')
      return
    }
    const major = readUint16(bytes, body + 4, this.isLittleEndian)
    if (major !== 1) {
      this.damage(`it is of pcapng version ${major}, and only version 1 can be read`)
      return
    }
    this.hasSection = true
    this.interfaces = []
  }

  private readInterface(bytes: Uint8Array, body: number, bodyEnd: number): void {
    if (bodyEnd - body < 8) {
      this.damage('an interface description is too short')
      return
    }
    if (this.nextPoint >= mostInterfaces) {
      this.damage(`it describes more than ${mostInterfaces} interfaces`)
      return
    }
    const number = this.interfaces.length
    const described = readPcapngInterface(bytes, body, bodyEnd, this.isLittleEndian, this.nextPoint++, number)
    this.interfaces.push(described)
    this.sink.point(described.point)
  }

  private readEnhancedPacket(bytes: Uint8Array, body: number, bodyEnd: number): void {
    const { isLittleEndian } = this
    if (bodyEnd - body < 20) {
      this.damage('a packet block is too short')
      return
    }
    const number = readUint32(bytes, body, isLittleEndian)
    this.readTimedPacket(bytes, body, bodyEnd, number)
  }

  private readObsoletePacket(bytes: Uint8Array, body: number, bodyEnd: number): void {
    if (bodyEnd - body < 20) {
      this.damage('a packet block is too short')
      return
    }
    this.readTimedPacket(bytes, body, bodyEnd, readUint16(bytes, body, this.isLittleEndian))
  }

  /** Enhanced and obsolete packet blocks agree from the timestamp on. */
  private readTimedPacket(bytes: Uint8Array, body: number, bodyEnd: number, number: number): void {
    const { isLittleEndian } = this
    const capturedLength = readUint32(bytes, body + 12, isLittleEndian)
    const start = body + 20
    if (capturedLength > bodyEnd - start) {
      this.damage(`a packet claims ${capturedLength} captured bytes, more than its block holds`)
      return
    }
    const frame = this.frame++
    const described = this.interfaces[number]
    if (described === undefined) {
      this.unknownInterfaces++
      return
    }
    const { time } = described
    time.convert(readUint32(bytes, body + 4, isLittleEndian), readUint32(bytes, body + 8, isLittleEndian))
    const end = start + capturedLength
    this.sink.sighting({
      point: described.point,
      frame,
      seconds: time.seconds,
      nanoseconds: time.nanoseconds,
      packet: decodePacket(bytes, start, end, described.linkType),
      line: null,
    })
    if (this.sink.comment !== undefined) this.readComments(frame, bytes, start + ((capturedLength + 3) & ~3), bodyEnd)
  }

  /** A simple packet block belongs to the first interface and has no time: it is given the epoch. */
  private readSimplePacket(bytes: Uint8Array, body: number, bodyEnd: number): void {
    if (bodyEnd - body < 4) {
      this.damage('a packet block is too short')
      return
    }
    const frame = this.frame++
    const described = this.interfaces[0]
    if (described === undefined) {
      this.unknownInterfaces++
      return
    }
    const originalLength = readUint32(bytes, body, this.isLittleEndian)
    const limit = described.snapLength === 0 ? originalLength : Math.min(originalLength, described.snapLength)
    const start = body + 4
    const packet = decodePacket(bytes, start, Math.min(start + limit, bodyEnd), described.linkType)
    this.sink.sighting({ point: described.point, frame, seconds: 0, nanoseconds: 0, packet, line: null })
  }

  private readComments(frame: number, bytes: Uint8Array, start: number, end: number): void {
    visitOptions(bytes, start, end, this.isLittleEndian, (code, valueStart, valueEnd) => {
      if (code === PcapngOption.comment) this.sink.comment?.(frame, decodeUtf8(bytes.subarray(valueStart, valueEnd)))
    })
  }
}
