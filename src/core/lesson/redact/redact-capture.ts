import type { CapturePoint, Sighting } from '../../correlate/sighting'
import { decodePacket } from '../../decode/decode-packet'
import { macText } from '../../decode/mac-address'
import type { Packet } from '../../decode/packet'
import { createPcapngWriter } from '../../recording/pcapng-writer'
import type { LessonPackets } from '../read-packets'
import { joinBlocks } from '../../recording/join-blocks'
import type { FrameVisitor } from './frame-visitor'
import { readIp, writeIp } from './ip-number'
import { mendChecksums, wordSum } from './mend-checksums'
import type { Pseudonyms } from './pseudonyms'
import { walkDns } from './walk-dns'
import { ipEnd, walkFrame } from './walk-frame'

/** A lesson's recording as pcapng with pseudonyms in every frame, interface and comment. */
export function redactCapture(packets: LessonPackets, pseudonyms: Pseudonyms): Uint8Array {
  const blocks: Uint8Array[] = []
  const writer = createPcapngWriter((block) => void blocks.push(block))
  const points = new Map<CapturePoint, CapturePoint>()
  const pointOf = (point: CapturePoint): CapturePoint => {
    const known = points.get(point)
    if (known !== undefined) return known
    const { machine, namespace } = point
    const redacted: CapturePoint = {
      index: point.index,
      interface: point.interface === null ? null : pseudonyms.placeId(point.interface),
      interfaceName: pseudonyms.name(point.interfaceName),
      machine: machine === null ? null : pseudonyms.machineId(machine),
      namespace: namespace === null ? null : pseudonyms.name(namespace),
    }
    points.set(point, redacted)
    return redacted
  }
  for (const { point, linkType } of packets.points) if (linkType !== null) writer.point(pointOf(point), linkType)
  const redactor = new FrameRedactor(pseudonyms)
  const datagrams = new DatagramBook()
  const frames = packets.sightings.map((sighting) => {
    const frame = redactor.redact(sighting.packet)
    datagrams.note(sighting, frame)
    return frame
  })
  for (const [index, sighting] of packets.sightings.entries()) {
    const { before, after } = frames[index]!
    mendChecksums(before, before.bytes, after, datagrams.growthOf(sighting))
    const comment = packets.comments.get(sighting.frame)
    const packet = decodePacket(after, 0, after.length, before.linkType)
    const redacted = { ...sighting, point: pointOf(sighting.point), packet }
    writer.sighting(redacted, comment === undefined ? undefined : pseudonyms.text(comment))
  }
  return joinBlocks(blocks)
}

/** A frame's own bytes with what was decoded from them, and the same bytes with pseudonyms. */
interface RedactedFrame {
  readonly before: Packet
  readonly after: Uint8Array
}

/** So much of a payload tells it from others, as for `Packet.payloadHash`. */
const tellingBytes = 64
/** So many bytes stand for what was sent. */
const markBytes = 8

class FrameRedactor implements FrameVisitor {
  constructor(private readonly pseudonyms: Pseudonyms) {}

  redact(packet: Packet): RedactedFrame {
    const own = packet.bytes.slice(packet.start, packet.end)
    const after = own.slice()
    const walked = decodePacket(after, 0, after.length, packet.linkType)
    walkFrame(walked, this)
    return { before: decodePacket(own, 0, own.length, packet.linkType), after }
  }

  address(bytes: Uint8Array, offset: number, version: 4 | 6): void {
    writeIp(bytes, offset, this.pseudonyms.address(readIp(bytes, offset, version)))
  }

  mac(bytes: Uint8Array, offset: number): void {
    const pairs = this.pseudonyms.mac(macText(bytes, offset)).split(':')
    for (const [index, pair] of pairs.entries()) bytes[offset + index] = Number.parseInt(pair, 16)
  }

  filler(bytes: Uint8Array, from: number, to: number, filler: number): void {
    if (to > from) bytes.fill(filler, from, to)
  }

  /** Nothing that was sent: a few bytes that are the same for equal payloads and differ for others, and then the letter x. */
  data(bytes: Uint8Array, from: number, to: number): void {
    if (to <= from) return
    let told = ''
    for (let at = from; at < Math.min(to, from + tellingBytes); at++) told += String.fromCharCode(bytes[at]!)
    const mark = this.pseudonyms.hash(`data ${told}`)
    if (to - from < markBytes) {
      for (let at = from; at < to; at++) bytes[at] = (mark >>> (8 * ((at - from) & 3))) & 0xff
      return
    }
    // Signs that stand in no name, so that none is found there by chance.
    for (let index = 0; index < markBytes; index++) bytes[from + index] = 0x21 + ((mark >>> (4 * index)) & 0x0f)
    bytes.fill(0x78, from + markBytes, to)
  }

  dns(bytes: Uint8Array, from: number, to: number): void {
    walkDns(bytes, from, to, {
      name: (_, labels) => {
        for (const { at, length } of labels) {
          const label = String.fromCharCode(...bytes.subarray(at, at + length))
          const by = this.pseudonyms.hostLabel(label)
          for (let index = 0; index < length; index++) bytes[at + index] = by.charCodeAt(index)
        }
      },
      address: (_, offset, version) => this.address(bytes, offset, version),
      data: (_, start, end) => this.data(bytes, start, end),
    })
  }
}

/** By how much the word sums of datagrams' later fragments grew, which their first fragments' checksums cover. */
class DatagramBook {
  readonly #open = new Map<string, Map<number, number>>()
  readonly #of = new Map<number, Map<number, number>>()

  note({ frame, point }: Sighting, { before, after }: RedactedFrame): void {
    if (!before.moreFragments && before.fragmentOffset === 0) return
    const key = `${point.index} ${before.source} ${before.destination} ${before.protocol} ${before.ipId}`
    if (before.fragmentOffset === 0) {
      // Another datagram with the identification of an earlier one, whose fragments came before.
      const waiting = this.#open.get(key)
      const isNew = waiting === undefined || waiting.has(0)
      const datagram = isNew ? new Map<number, number>() : waiting
      datagram.set(0, 0)
      this.#open.set(key, datagram)
      this.#of.set(frame, datagram)
      return
    }
    let datagram = this.#open.get(key)
    if (datagram === undefined) this.#open.set(key, (datagram = new Map<number, number>()))
    const { payloadOffset: from } = before
    if (from < 0) return
    const end = ipEnd(before)
    datagram.set(before.fragmentOffset, wordSum(after, from, end) - wordSum(before.bytes, from, end))
  }

  growthOf({ frame }: Sighting): number {
    const datagram = this.#of.get(frame)
    return datagram === undefined ? 0 : [...datagram.values()].reduce((sum, growth) => sum + growth, 0)
  }
}
