import { decodePacket } from '../../core/decode/decode-packet'
import type { CapturePoint, Sighting } from '../../core/correlate/sighting'

/** The newest frames of a session, kept so that they can be saved after the fact. */
export interface CaptureHistory {
  /** A capture listens; it is remembered also when it never sees a frame. */
  listening(point: CapturePoint, linkType: number): void
  /** The captures that listened, in that order. */
  listened(): Iterable<{ readonly point: CapturePoint; readonly linkType: number }>
  add(sighting: Sighting): void
  /** The frames that are kept, decoded again, in the order in which they arrived. */
  sightings(): Iterable<Sighting>
  isEmpty(): boolean
  /** Frames that had to make room for newer ones. */
  droppedFrames(): number
}

const blockSize = 1 << 20
/** Point, frame, seconds, nanoseconds, link type, length: 32 bits each. */
const headerSize = 24

interface Block {
  readonly bytes: Uint8Array
  readonly view: DataView
  used: number
  frames: number
}

/** A `CaptureHistory` of at most `maximumBytes`, by default 64 MiB, about half a million pings; the oldest go first. */
export function createCaptureHistory(maximumBytes = 64 * blockSize): CaptureHistory {
  const blocks: Block[] = []
  const points = new Map<number, CapturePoint>()
  const heard = new Map<number, { readonly point: CapturePoint; readonly linkType: number }>()
  let dropped = 0
  const maximumBlocks = Math.max(1, Math.floor(maximumBytes / blockSize))

  const blockFor = (size: number): Block => {
    const last = blocks.at(-1)
    if (last !== undefined && last.used + size <= last.bytes.length) return last
    const oldest = blocks.length >= maximumBlocks ? blocks.shift() : undefined
    dropped += oldest?.frames ?? 0
    const reusable = oldest?.bytes.length === blockSize && size <= blockSize ? oldest.bytes : undefined
    const bytes = reusable ?? new Uint8Array(Math.max(size, blockSize))
    const block = { bytes, view: new DataView(bytes.buffer), used: 0, frames: 0 }
    blocks.push(block)
    return block
  }

  const add = ({ point, frame, seconds, nanoseconds, packet }: Sighting): void => {
    points.set(point.index, point)
    const length = packet.end - packet.start
    const block = blockFor(headerSize + length)
    const { view, used } = block
    view.setUint32(used, point.index)
    view.setUint32(used + 4, frame)
    view.setUint32(used + 8, seconds)
    view.setUint32(used + 12, nanoseconds)
    view.setUint32(used + 16, packet.linkType)
    view.setUint32(used + 20, length)
    block.bytes.set(packet.bytes.subarray(packet.start, packet.end), used + headerSize)
    block.used += headerSize + length
    block.frames++
  }

  function* sightings(): Generator<Sighting> {
    for (const { bytes, view, used } of [...blocks]) {
      for (let at = 0; at < used;) {
        const start = at + headerSize
        const end = start + view.getUint32(at + 20)
        yield {
          point: points.get(view.getUint32(at))!,
          frame: view.getUint32(at + 4),
          seconds: view.getUint32(at + 8),
          nanoseconds: view.getUint32(at + 12),
          packet: decodePacket(bytes, start, end, view.getUint32(at + 16)),
          line: null,
        }
        at = end
      }
    }
  }

  return {
    listening: (point, linkType) => void heard.set(point.index, { point, linkType }),
    listened: () => heard.values(),
    add,
    sightings,
    isEmpty: () => blocks.length === 0,
    droppedFrames: () => dropped,
  }
}
