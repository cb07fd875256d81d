import type { CapturePoint } from '../correlate/sighting'
import { decodePacket } from '../decode/decode-packet'
import { EtherType } from '../decode/ether-type'
import { LinkType } from '../decode/link-type'
import { readUint16 } from './byte-order'
import { guessLinkType, linkTypeNamed } from './guess-link-type'
import { bytesPerLine, findHexOffset, readFullHexLine, readHexLine, readHexOffset } from './hex-line'
import type { CaptureReader, CaptureSink } from './recording'
import { stripTerminalEscapes } from './strip-terminal-escapes'
import { readCounterLine, readListeningLine, type TcpdumpCounters } from './tcpdump-message'
import { TcpdumpTime } from './tcpdump-time'
import { decodeUtf8 } from '../decode/utf8'

/** How to read tcpdump's text. */
export interface TcpdumpTextOptions {
  /** The live capture's own point; without it, `listening on` lines and `interfaceName` name the points. */
  readonly point?: CapturePoint
  /** Names the point of a file without a `listening on` line. */
  readonly interfaceName?: string
  /** Index of the first point that is made here. */
  readonly firstPoint?: number
  /** Whether sightings carry their header lines. */
  readonly keepLines?: boolean
  /**
   * Seconds since the epoch of the midnight that plain `HH:MM:SS` times count from, since the text has no date; 0
   * when not given. A time that jumps back by more than 12 hours starts the next day.
   */
  readonly midnight?: number
  /** Called when tcpdump prints its counters. */
  readonly onCounters?: (counters: TcpdumpCounters) => void
  /** Called with each line that is not part of a packet: `listening on`, counters, errors. */
  readonly onMessage?: (line: string) => void
}

/** A `CaptureReader` for live output too. */
export interface TcpdumpTextReader extends CaptureReader {
  /** To be called after some 50 ms of silence: the packet so far was all of it. */
  flush(): void
}

const newline = 0x0a
const carriageReturn = 0x0d
const escape = 0x1b
const tab = 0x09
const space = 0x20
const caret = 0x5e

/** A longer line is none of tcpdump's; its rest is dropped. */
const longestLine = 1 << 16
/** tcpdump's largest snapshot length. */
const longestPacket = 262_144
/** Packets share buffers of this size, so that a kept packet holds no more than this. */
const arenaSize = 1 << 16
const secondsPerDay = 86_400
const ethernetMinimum = 60

/**
 * Reads tcpdump's text with hex (`-xx`, `-x`, `-XX`, `-X`, with or without `-e`, `-v`, `-tt`, `-tttt`), from a file or
 * live from a pty, where lines end in `\r\n` and other programs may write in between. The packet is decoded from the
 * hex; the text gives its time. A packet is complete at its IP length, at the snapshot length, at the next header
 * line, or when `flush` is called. Holds at most one line, one packet and 64 KiB of its own.
 */
export function createTcpdumpTextReader(sink: CaptureSink, options: TcpdumpTextOptions = {}): TcpdumpTextReader {
  return new TextReader(sink, options)
}

class TextReader implements TcpdumpTextReader {
  private readonly points = new Map<string, CapturePoint>()
  private readonly time = new TcpdumpTime()
  private point: CapturePoint | null
  private nextPoint: number
  private declaredLinkType = -1
  private linkType = -1
  private snapLength = longestPacket
  private counters: TcpdumpCounters = { captured: null, receivedByFilter: null, droppedByKernel: null }

  private partialLine = new Uint8Array(256)
  private partialLength = 0
  private isLineTooLong = false

  private frame = 0
  private hasHeader = false
  private seconds = 0
  private nanoseconds = 0
  private line: string | null = null
  private midnight: number
  private lastOfDay = 0

  private arena = new Uint8Array(arenaSize)
  private packetStart = 0
  private packetLength = 0
  /** Bytes after which the packet is complete, 0 while unknown. */
  private promisedLength = 0

  private headersWithoutHex = 0
  private gaps = 0
  private hasNoted = false

  constructor(
    private readonly sink: CaptureSink,
    private readonly options: TcpdumpTextOptions,
  ) {
    this.point = options.point ?? null
    this.nextPoint = options.firstPoint ?? 0
    this.midnight = options.midnight ?? 0
    if (options.point !== undefined) sink.point(options.point)
  }

  push(chunk: Uint8Array): void {
    const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    let offset = this.partialLength > 0 || this.isLineTooLong ? this.completePartialLine(bytes) : 0
    while (offset < bytes.length) {
      if (bytes[offset] === tab && this.hasHeader) {
        offset = this.readFullLines(bytes, offset)
        if (offset >= bytes.length) return
      }
      const end = bytes.indexOf(newline, offset)
      if (end < 0) {
        this.keepPartialLine(bytes, offset, bytes.length)
        return
      }
      this.readLine(bytes, offset, end)
      offset = end + 1
    }
  }

  flush(): void {
    if (this.partialLength === 0 && this.packetLength > 0) this.finishPacket()
  }

  end(): void {
    if (this.partialLength > 0) {
      const line = this.partialLine.subarray(0, this.partialLength)
      this.partialLength = 0
      this.readLine(line, 0, line.length)
    }
    this.finishPacket()
    if (this.headersWithoutHex > 0)
      this.sink.warning(
        `${this.headersWithoutHex} packets have no hex lines and were skipped; print them with tcpdump -xx.`,
      )
    if (this.gaps > 0)
      this.sink.warning(`${this.gaps} packets miss hex lines in their middle; they were cut off there.`)
  }

  private completePartialLine(bytes: Uint8Array): number {
    const end = bytes.indexOf(newline)
    this.keepPartialLine(bytes, 0, end < 0 ? bytes.length : end)
    if (end < 0) return bytes.length
    const line = this.partialLine.subarray(0, this.partialLength)
    this.partialLength = 0
    this.isLineTooLong = false
    this.readLine(line, 0, line.length)
    return end + 1
  }

  private keepPartialLine(bytes: Uint8Array, start: number, end: number): void {
    const added = Math.min(end - start, longestLine - this.partialLength)
    if (added < end - start) this.isLineTooLong = true
    const length = this.partialLength + added
    if (length > this.partialLine.length) {
      const grown = new Uint8Array(Math.min(longestLine, Math.max(length, this.partialLine.length * 2)))
      grown.set(this.partialLine.subarray(0, this.partialLength))
      this.partialLine = grown
    }
    this.partialLine.set(bytes.subarray(start, start + added), this.partialLength)
    this.partialLength = length
  }

  /** Reads hex lines of 16 bytes as long as they come; returns the offset of the line that is none. */
  private readFullLines(bytes: Uint8Array, start: number): number {
    let offset = start
    while (this.hasHeader) {
      this.makeRoom()
      const at = this.packetStart + this.packetLength
      const length = readFullHexLine(bytes, offset, this.packetLength, this.arena, at)
      if (length === 0) break
      this.addBytes(bytesPerLine)
      offset += length
    }
    return offset
  }

  /** Reads the line from `start` to `end`, where its newline stands. */
  private readLine(bytes: Uint8Array, start: number, end: number): void {
    let lineEnd = end
    while (lineEnd > start && bytes[lineEnd - 1] === carriageReturn) lineEnd--
    if (lineEnd === start) return
    for (let offset = start; offset < lineEnd; offset++) {
      if (bytes[offset] !== escape) continue
      this.readEscapedLine(stripTerminalEscapes(bytes, start, lineEnd))
      return
    }
    this.readPlainLine(bytes, start, lineEnd)
  }

  private readEscapedLine(bytes: Uint8Array): void {
    let start = 0
    while (start < bytes.length) {
      const found = bytes.indexOf(newline, start)
      let end = found < 0 ? bytes.length : found
      const next = end + 1
      while (end > start && bytes[end - 1] === carriageReturn) end--
      if (end > start) this.readPlainLine(bytes, start, end)
      start = next
    }
  }

  private readPlainLine(bytes: Uint8Array, start: number, end: number): void {
    if (this.readPacketLine(bytes, start, end)) return
    // A pty echoes a control key as `^C`, right before whatever tcpdump prints next.
    const isEcho = bytes[start] === caret && this.readPacketLine(bytes, start + 2, end)
    if (!isEcho) this.readMessage(decodeUtf8(bytes.subarray(start, end)))
  }

  /** Reads a line of a packet: a header line, its continuation, or hex. False when it is none. */
  private readPacketLine(bytes: Uint8Array, start: number, end: number): boolean {
    const first = bytes[start]
    if (first === tab || first === space || first === 0x30) {
      const digits = findHexOffset(bytes, start, end)
      if (digits >= 0) {
        this.readShortHexLine(bytes, digits, end)
        return true
      }
      if (first !== 0x30) {
        this.continueHeader(bytes, start, end)
        return true
      }
    }
    if (this.time.read(bytes, start, end) < 0) return false
    this.startPacket(bytes, start, end)
    return true
  }

  private readShortHexLine(bytes: Uint8Array, digits: number, end: number): void {
    if (!this.hasHeader) return
    const offset = readHexOffset(bytes, digits)
    if (offset !== this.packetLength) {
      if (offset > this.packetLength) {
        this.gaps++
        this.finishPacket()
      }
      return
    }
    this.makeRoom()
    const count = readHexLine(bytes, digits, end, this.arena, this.packetStart + this.packetLength)
    this.addBytes(count)
  }

  /** Makes sure that a line's bytes fit; the packets so far keep the old buffer. */
  private makeRoom(): void {
    if (this.packetStart + this.packetLength + bytesPerLine <= this.arena.length) return
    const grown = new Uint8Array(Math.max(arenaSize, this.packetLength * 2))
    grown.set(this.arena.subarray(this.packetStart, this.packetStart + this.packetLength))
    this.arena = grown
    this.packetStart = 0
  }

  private addBytes(count: number): void {
    this.packetLength += count
    if (count < bytesPerLine) {
      if (this.packetLength > 0) this.finishPacket()
      return
    }
    if (this.promisedLength === 0) this.learnPromisedLength()
    if (
      (this.promisedLength > 0 && this.packetLength >= this.promisedLength) ||
      this.packetLength >= this.snapLength ||
      this.packetLength >= longestPacket
    )
      this.finishPacket()
  }

  /** A frame that may be padded to Ethernet's minimum is complete only there. */
  private learnPromisedLength(): void {
    const { arena, packetStart } = this
    const end = packetStart + this.packetLength
    if (this.packetLength < 48) return
    if (this.linkType === -1) this.linkType = guessLinkType(arena, packetStart, end, this.declaredLinkType)
    const network = networkOffset(arena, packetStart, this.linkType)
    if (network < 0) return
    const version = arena[network]! >> 4
    const length =
      version === 4
        ? readUint16(arena, network + 2, false)
        : version === 6
          ? 40 + readUint16(arena, network + 4, false)
          : 0
    if (length === 0) return
    const promised = network - packetStart + length
    this.promisedLength = this.linkType === LinkType.ethernet ? Math.max(promised, ethernetMinimum) : promised
  }

  private startPacket(bytes: Uint8Array, start: number, end: number): void {
    this.finishPacket()
    this.hasHeader = true
    this.nanoseconds = this.time.nanoseconds
    this.seconds = this.time.kind === 'time-of-day' ? this.dated(this.time.seconds) : this.time.seconds
    if (this.time.kind === 'date') this.noteOnce('The dates in this text have no time zone; they are read as UTC.')
    this.line = this.options.keepLines === true ? decodeUtf8(bytes.subarray(start, end)) : null
  }

  private dated(ofDay: number): number {
    if (ofDay < this.lastOfDay - secondsPerDay / 2) this.midnight += secondsPerDay
    this.lastOfDay = ofDay
    this.noteOnce('The times in this text have no date.')
    return this.midnight + ofDay
  }

  private noteOnce(sentence: string): void {
    if (!this.hasNoted) this.sink.note?.(sentence)
    this.hasNoted = true
  }

  /** `-v` prints the header in two lines, the second indented; other indented text after it is dropped. */
  private continueHeader(bytes: Uint8Array, start: number, end: number): void {
    if (!this.hasHeader || this.packetLength > 0 || this.line === null || this.line.length > longestLine) return
    this.line += `\n${decodeUtf8(bytes.subarray(start, end))}`
  }

  private finishPacket(): void {
    if (!this.hasHeader) return
    this.hasHeader = false
    if (this.packetLength === 0) {
      this.headersWithoutHex++
      return
    }
    const { arena, packetStart } = this
    const end = packetStart + this.packetLength
    if (this.linkType === -1) this.linkType = guessLinkType(arena, packetStart, end, this.declaredLinkType)
    const linkType = this.linkType !== -1 ? this.linkType : this.declaredLinkType
    this.packetStart = end
    this.packetLength = 0
    this.promisedLength = 0
    this.point ??= this.announce(this.options.interfaceName ?? 'tcpdump')
    this.sink.sighting({
      point: this.point,
      frame: this.frame++,
      seconds: this.seconds,
      nanoseconds: this.nanoseconds,
      packet: decodePacket(arena, packetStart, end, linkType === -1 ? LinkType.ethernet : linkType),
      line: this.line,
    })
  }

  private readMessage(line: string): void {
    const listening = readListeningLine(line)
    if (listening !== null) {
      this.finishPacket()
      this.declaredLinkType = linkTypeNamed(listening.linkTypeName)
      this.linkType = -1
      this.snapLength = listening.snapLength ?? longestPacket
      if (listening.interfaceName !== null && this.options.point === undefined)
        this.point = this.announce(listening.interfaceName)
    } else {
      const counters = readCounterLine(line, this.counters)
      if (counters !== null) {
        this.counters = counters
        if (counters.droppedByKernel !== null) this.options.onCounters?.(counters)
      }
    }
    this.options.onMessage?.(line)
  }

  private announce(interfaceName: string): CapturePoint {
    const known = this.points.get(interfaceName)
    if (known !== undefined) return known
    const point: CapturePoint = {
      index: this.nextPoint++,
      interface: null,
      interfaceName,
      machine: null,
      namespace: null,
    }
    this.points.set(interfaceName, point)
    this.sink.point(point)
    return point
  }
}

/** Where the IP header of a plain frame begins, -1 when that takes a decoder to know. */
function networkOffset(bytes: Uint8Array, start: number, linkType: number): number {
  if (linkType === LinkType.raw) return start
  const length = linkType === LinkType.ethernet ? 14 : linkType === LinkType.linuxSll ? 16 : 20
  const field = linkType === LinkType.ethernet ? 12 : linkType === LinkType.linuxSll ? 14 : 0
  if (linkType !== LinkType.ethernet && linkType !== LinkType.linuxSll && linkType !== LinkType.linuxSll2) return -1
  const etherType = readUint16(bytes, start + field, false)
  return etherType === EtherType.ipv4 || etherType === EtherType.ipv6 ? start + length : -1
}
