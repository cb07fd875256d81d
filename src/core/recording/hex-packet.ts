import { EtherType } from '../decode/ether-type'
import { LinkType } from '../decode/link-type'
import { readUint16 } from './byte-order'
import { guessLinkType } from './guess-link-type'
import { bytesPerLine, readFullHexLine, readHexLine, readHexOffset } from './hex-line'

/** tcpdump's largest snapshot length. */
const longestPacket = 262_144
/** Packets share buffers of this size, so that a kept packet holds no more than this. */
const arenaSize = 1 << 16
/** Ethernet pads frames to this length, without the frame check sequence. */
const ethernetMinimum = 60
/** Bytes of a packet that are enough to see any link header and IPv4 behind it. */
const enoughToGuess = 48

/** The bytes of the packet whose hex lines are being read. Those of earlier packets stay where they were put. */
export class HexPacket {
  /** Where the bytes are: those of this packet from `start` on. */
  bytes = new Uint8Array(arenaSize)
  start = 0
  length = 0
  /** True when nothing more can come: at a short line, the IP length or the snapshot length. */
  isComplete = false
  /** -1 while nothing told. */
  linkType = -1
  private declaredLinkType = -1
  private snapLength = longestPacket
  /** Bytes after which the packet is complete, 0 while unknown. */
  private promisedLength = 0

  /** What a `listening on` line said; the link type is -1 and the length null where it did not. */
  listen(linkType: number, snapLength: number | null): void {
    this.declaredLinkType = linkType
    this.linkType = -1
    this.snapLength = snapLength ?? longestPacket
  }

  /** Starts the next packet behind this one. */
  next(): void {
    this.start += this.length
    this.length = 0
    this.promisedLength = 0
    this.isComplete = false
  }

  /** Reads hex lines of 16 bytes as long as they come; returns the offset of the line that is none. */
  readFullLines(text: Uint8Array, start: number): number {
    let offset = start
    while (!this.isComplete) {
      this.makeRoom()
      const length = readFullHexLine(text, offset, this.length, this.bytes, this.start + this.length)
      if (length === 0) break
      this.add(bytesPerLine)
      offset += length
    }
    return offset
  }

  /** Reads any hex line whose offset's digits begin at `digits`; false when lines before it are missing. */
  readLine(text: Uint8Array, digits: number, end: number): boolean {
    const offset = readHexOffset(text, digits)
    if (offset !== this.length) return offset < this.length
    this.makeRoom()
    this.add(readHexLine(text, digits, end, this.bytes, this.start + this.length))
    return true
  }

  /** The link type of the bytes; Ethernet when they do not tell and nothing else did. */
  resolveLinkType(): number {
    if (this.linkType === -1) {
      const end = this.start + this.length
      this.linkType = guessLinkType(this.bytes, this.start, end, this.declaredLinkType)
    }
    if (this.linkType !== -1) return this.linkType
    return this.declaredLinkType === -1 ? LinkType.ethernet : this.declaredLinkType
  }

  /** Makes sure that a line's bytes fit; the packets so far keep the old buffer. */
  private makeRoom(): void {
    if (this.start + this.length + bytesPerLine <= this.bytes.length) return
    const grown = new Uint8Array(Math.max(arenaSize, this.length * 2))
    grown.set(this.bytes.subarray(this.start, this.start + this.length))
    this.bytes = grown
    this.start = 0
  }

  private add(count: number): void {
    this.length += count
    if (count === bytesPerLine && this.promisedLength === 0 && this.length >= enoughToGuess) this.learnPromisedLength()
    this.isComplete =
      (count < bytesPerLine && this.length > 0) ||
      (this.promisedLength > 0 && this.length >= this.promisedLength) ||
      this.length >= this.snapLength ||
      this.length >= longestPacket
  }

  private learnPromisedLength(): void {
    const { bytes, start } = this
    this.resolveLinkType()
    const network = networkOffset(bytes, start, this.linkType)
    if (network < 0) return
    const version = bytes[network]! >> 4
    const length =
      version === 4
        ? readUint16(bytes, network + 2, false)
        : version === 6
          ? 40 + readUint16(bytes, network + 4, false)
          : 0
    if (length === 0) return
    const promised = network - start + length
    // A frame that may be padded is complete only at Ethernet's minimum.
    this.promisedLength = this.linkType === LinkType.ethernet ? Math.max(promised, ethernetMinimum) : promised
  }
}

/** Where the IP header of a plain frame begins, -1 when that takes a decoder to know. */
function networkOffset(bytes: Uint8Array, start: number, linkType: number): number {
  switch (linkType) {
    case LinkType.raw:
      return start
    case LinkType.ethernet:
      return isIp(readUint16(bytes, start + 12, false)) ? start + 14 : -1
    case LinkType.linuxSll:
      return isIp(readUint16(bytes, start + 14, false)) ? start + 16 : -1
    case LinkType.linuxSll2:
      return isIp(readUint16(bytes, start, false)) ? start + 20 : -1
    default:
      return -1
  }
}

function isIp(etherType: number): boolean {
  return etherType === EtherType.ipv4 || etherType === EtherType.ipv6
}
