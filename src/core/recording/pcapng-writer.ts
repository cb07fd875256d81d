import type { CapturePoint, Sighting } from '../correlate/sighting'
import { byteOrderMagic, PcapngBlock } from './pcapng-block'
import { PcapngOption } from './pcapng-options'
import { writePointDescription } from './point-description'
import { encodeUtf8 } from '../decode/utf8'
import { wireLength } from './wire-length'
import { writeUint16, writeUint32 } from './write-number'

/** Writes a recording as it happens. */
export interface PcapngWriter {
  /** Describes a capture point; `filter` is its pcap filter. A point that was not described is when first used. */
  point(point: CapturePoint, linkType: number, filter?: string): void
  /** Writes a frame, with a comment that Wireshark shows beside it. */
  sighting(sighting: Sighting, comment?: string): void
}

const nanosecondResolution = 9
/** An option's length is 16 bits wide. */
const longestOption = 0xffff

/**
 * Writes pcapng (draft-ietf-opsawg-pcapng), little-endian, nanoseconds. `write` is called once for each whole block, so
 * a file whose writer was killed opens up to the last one. `application` is named in the section header.
 */
export function createPcapngWriter(write: (block: Uint8Array) => void, application = 'Hopscope'): PcapngWriter {
  const interfaces = new Map<string, number>()
  write(sectionHeader(application))

  function describe(point: CapturePoint, linkType: number, filter?: string): number {
    const key = `${point.index} ${linkType}`
    const known = interfaces.get(key)
    if (known !== undefined) return known
    const id = interfaces.size
    interfaces.set(key, id)
    write(interfaceDescription(point, linkType, filter))
    return id
  }

  return {
    point: (point, linkType, filter) => void describe(point, linkType, filter),
    sighting(sighting, comment) {
      write(enhancedPacket(sighting, describe(sighting.point, sighting.packet.linkType), comment))
    },
  }
}

function sectionHeader(application: string): Uint8Array {
  const name = textOption(PcapngOption.userApplication, application)
  const block = newBlock(PcapngBlock.sectionHeader, 16, [name, endOfOptions])
  writeUint32(block, 8, byteOrderMagic)
  writeUint16(block, 12, 1)
  // Version 1.0 and a section of unknown length, because it is being written.
  writeUint32(block, 16, 0xffffffff)
  writeUint32(block, 20, 0xffffffff)
  return block
}

function interfaceDescription(point: CapturePoint, linkType: number, filter: string | undefined): Uint8Array {
  const options = [textOption(PcapngOption.interfaceName, point.interfaceName)]
  const description = writePointDescription(point)
  if (description !== '') options.push(textOption(PcapngOption.interfaceDescription, description))
  options.push(option(PcapngOption.interfaceResolution, Uint8Array.of(nanosecondResolution)))
  // The filter's first byte says that it is libpcap's text.
  if (filter !== undefined) options.push(textOption(PcapngOption.interfaceFilter, `\0${filter}`))
  const block = newBlock(PcapngBlock.interfaceDescription, 8, [...options, endOfOptions])
  writeUint16(block, 8, linkType)
  return block
}

function enhancedPacket(sighting: Sighting, interfaceId: number, comment: string | undefined): Uint8Array {
  const { packet } = sighting
  const length = packet.end - packet.start
  const options = comment === undefined ? [] : [textOption(PcapngOption.comment, comment), endOfOptions]
  const block = newBlock(PcapngBlock.enhancedPacket, 20 + padded(length), options)
  writeUint32(block, 8, interfaceId)
  writeTime(block, 12, sighting.seconds, sighting.nanoseconds)
  writeUint32(block, 20, length)
  writeUint32(block, 24, wireLength(packet))
  block.set(packet.bytes.subarray(packet.start, packet.end), 28)
  return block
}

/**
 * Writes nanoseconds since the epoch as two 32-bit halves. They do not fit into a double, so the seconds are split
 * into 16-bit parts whose products do.
 */
function writeTime(block: Uint8Array, offset: number, seconds: number, nanoseconds: number): void {
  const low = (seconds % 65536) * 1e9 + nanoseconds
  const rest = Math.floor(seconds / 65536) * 1e9 + Math.floor(low / 65536)
  writeUint32(block, offset, Math.floor(rest / 65536))
  writeUint32(block, offset + 4, (rest % 65536) * 65536 + (low % 65536))
}

/** A block with its lengths and options in place and `bodyLength` bytes to be filled in from offset 8 on. */
function newBlock(type: number, bodyLength: number, options: readonly Uint8Array[]): Uint8Array {
  const length = options.reduce((sum, { length }) => sum + length, 12 + bodyLength)
  const block = new Uint8Array(length)
  writeUint32(block, 0, type)
  writeUint32(block, 4, length)
  let offset = 8 + bodyLength
  for (const bytes of options) {
    block.set(bytes, offset)
    offset += bytes.length
  }
  writeUint32(block, offset, length)
  return block
}

const endOfOptions = new Uint8Array(4)

function textOption(code: number, text: string): Uint8Array {
  return option(code, encodeUtf8(text))
}

function option(code: number, value: Uint8Array): Uint8Array {
  const kept = cutUtf8(value)
  const bytes = new Uint8Array(4 + padded(kept.length))
  writeUint16(bytes, 0, code)
  writeUint16(bytes, 2, kept.length)
  bytes.set(kept, 4)
  return bytes
}

/** As much of the value as an option can hold, not ending within a character. */
function cutUtf8(value: Uint8Array): Uint8Array {
  if (value.length <= longestOption) return value
  let end = longestOption
  while ((value[end]! & 0xc0) === 0x80) end--
  return value.subarray(0, end)
}

function padded(length: number): number {
  return (length + 3) & ~3
}
