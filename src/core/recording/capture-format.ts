import { readUint32 } from './byte-order'
import { ByteText } from './byte-text'
import { findHexOffset } from './hex-line'
import { createPcapReader, PcapMagic } from './pcap-reader'
import { PcapngBlock } from './pcapng-block'
import { createPcapngReader } from './pcapng-reader'
import { CaptureFormatError, type CaptureReader, type CaptureSink } from './recording'
import { readListeningLine } from './tcpdump-message'
import { createTcpdumpTextReader } from './tcpdump-text-reader'
import { TcpdumpTime } from './tcpdump-time'
import { decodeUtf8 } from '../decode/utf8'

/** What a reader of any format may want to know of the file. */
export interface CaptureFileOptions {
  /** Names the interface where the file does not; the file's name without its ending. */
  readonly interfaceName: string
  /** Index of the first capture point, so that several files can be read into one set of points. */
  readonly firstPoint: number
  /** Seconds since the epoch of the midnight that undated times count from; see `TcpdumpTextOptions`. */
  readonly midnight?: number
}

/** A kind of capture file: how it is recognised and read. */
interface CaptureFormat {
  readonly name: 'pcapng' | 'pcap' | 'tcpdump text'
  readonly matches: (firstBytes: Uint8Array) => boolean
  readonly createReader: (sink: CaptureSink, options: CaptureFileOptions) => CaptureReader
}

/** The registry of formats: to add one, write its reader and name it here. */
const captureFormats: readonly CaptureFormat[] = [
  {
    name: 'pcapng',
    matches: (bytes) => startsWith(bytes, [PcapngBlock.sectionHeader]),
    createReader: createPcapngReader,
  },
  { name: 'pcap', matches: (bytes) => startsWith(bytes, Object.values(PcapMagic)), createReader: createPcapReader },
  {
    name: 'tcpdump text',
    matches: looksLikeTcpdump,
    createReader: createTextFileReader,
  },
]

/**
 * Recognises a capture file by its first bytes (64 KiB, or all of a shorter one). Throws `CaptureFormatError` with what
 * helps when it is none.
 */
export function detectCaptureFormat(firstBytes: Uint8Array): CaptureFormat {
  const format = captureFormats.find(({ matches }) => matches(firstBytes))
  if (format !== undefined) return format
  if (firstBytes.length === 0) throw new CaptureFormatError('The file is empty.')
  if (firstBytes[0] === 0x1f && firstBytes[1] === 0x8b)
    throw new CaptureFormatError('The file is compressed; unpack it first with: gunzip FILE')
  throw new CaptureFormatError('This is no capture: neither pcapng, pcap nor the text of tcpdump -xx.')
}

function startsWith(bytes: Uint8Array, magics: readonly number[]): boolean {
  if (bytes.length < 4) return false
  return magics.includes(readUint32(bytes, 0, true)) || magics.includes(readUint32(bytes, 0, false))
}

/** Some line of the text must be one that tcpdump prints: a timestamped header, a hex line or `listening on`. */
function looksLikeTcpdump(firstBytes: Uint8Array): boolean {
  const text = new ByteText().push(firstBytes)
  if (text.includes(0)) return false
  const time = new TcpdumpTime()
  let start = 0
  while (start < text.length) {
    const found = text.indexOf(0x0a, start)
    const end = found < 0 ? text.length : found
    if (time.read(text, start, end) >= 0 || findHexOffset(text, start, end) >= 0) return true
    if (readListeningLine(decodeUtf8(text.subarray(start, end))) !== null) return true
    start = end + 1
  }
  return false
}

function createTextFileReader(sink: CaptureSink, options: CaptureFileOptions): CaptureReader {
  const text = new ByteText()
  const reader = createTcpdumpTextReader(sink, { ...options, keepLines: true })
  return {
    push: (chunk) => reader.push(text.push(chunk)),
    end() {
      reader.push(text.end())
      reader.end()
    },
  }
}
