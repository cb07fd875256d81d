import type { CapturePoint } from '../correlate/sighting'
import { decodePacket } from '../decode/decode-packet'
import { linkTypeNamed } from './guess-link-type'
import { findHexOffset } from './hex-line'
import { HexPacket } from './hex-packet'
import { longestLine, PartialLine } from './partial-line'
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

const secondsPerDay = 86_400

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
  private readonly packet = new HexPacket()
  private readonly partialLine = new PartialLine()
  private point: CapturePoint | null
  private nextPoint: number
  private counters: TcpdumpCounters = { captured: null, receivedByFilter: null, droppedByKernel: null }

  private frame = 0
  private hasHeader = false
  private seconds = 0
  private nanoseconds = 0
  private line: string | null = null
  private midnight: number
  private lastOfDay = 0

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
    if (options.point !== undefined) sink.point(options.point, null)
  }

  push(chunk: Uint8Array): void {
    const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    let offset = this.partialLine.isEmpty ? 0 : this.completePartialLine(bytes)
    while (offset < bytes.length) {
      if (bytes[offset] === tab && this.hasHeader) {
        offset = this.packet.readFullLines(bytes, offset)
        if (this.packet.isComplete) this.finishPacket()
        if (offset >= bytes.length) return
      }
      const end = bytes.indexOf(newline, offset)
      if (end < 0) {
        this.partialLine.append(bytes, offset, bytes.length)
        return
      }
      this.readLine(bytes, offset, end)
      offset = end + 1
    }
  }

  flush(): void {
    if (this.partialLine.isEmpty && this.packet.length > 0) this.finishPacket()
  }

  end(): void {
    const line = this.partialLine.take()
    this.readLine(line, 0, line.length)
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
    this.partialLine.append(bytes, 0, end < 0 ? bytes.length : end)
    if (end < 0) return bytes.length
    const line = this.partialLine.take()
    this.readLine(line, 0, line.length)
    return end + 1
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
        this.readHex(bytes, digits, end)
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

  private readHex(bytes: Uint8Array, digits: number, end: number): void {
    if (!this.hasHeader) return
    if (!this.packet.readLine(bytes, digits, end)) {
      this.gaps++
      this.finishPacket()
    } else if (this.packet.isComplete) this.finishPacket()
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
    if (!this.hasHeader || this.packet.length > 0 || this.line === null || this.line.length > longestLine) return
    this.line += `\n${decodeUtf8(bytes.subarray(start, end))}`
  }

  private finishPacket(): void {
    if (!this.hasHeader) return
    this.hasHeader = false
    const { packet } = this
    if (packet.length === 0) {
      this.headersWithoutHex++
      return
    }
    const { bytes, start, length } = packet
    const linkType = packet.resolveLinkType()
    packet.next()
    this.point ??= this.announce(this.options.interfaceName ?? 'tcpdump')
    this.sink.sighting({
      point: this.point,
      frame: this.frame++,
      seconds: this.seconds,
      nanoseconds: this.nanoseconds,
      packet: decodePacket(bytes, start, start + length, linkType),
      line: this.line,
    })
  }

  private readMessage(line: string): void {
    const listening = readListeningLine(line)
    if (listening !== null) {
      this.finishPacket()
      this.packet.listen(linkTypeNamed(listening.linkTypeName), listening.snapLength)
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
    this.sink.point(point, null)
    return point
  }
}
