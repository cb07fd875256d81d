import {
  ElementId,
  readElement,
  readElements,
  readNumber,
  readUnsigned,
  writeElement,
  writeFloat,
  writeUnsigned,
  type Element,
} from './ebml'

/** A frame of the voice, as a block without its time. */
interface Frame {
  /** In units of the file's own timestamp scale, a millisecond unless it says otherwise. */
  readonly time: number
  readonly track: Uint8Array
  /** Flags and data. */
  readonly rest: Uint8Array
}

interface Voice {
  readonly header: Uint8Array
  /** The body of the segment's information without a duration. */
  readonly info: readonly Uint8Array[]
  readonly tracks: Uint8Array
  readonly frames: readonly Frame[]
}

/** A player can begin anywhere if there is a cluster to begin with; a block's time within one has 15 bits. */
const clusterLength = 5_000

/**
 * The voice as a file that can be sought in. A browser writes WebM as it hears: without a length, without an index, and
 * cut off where it was killed. All of its whole frames are kept. Null when nothing was said, or when this is no WebM.
 */
export function finishNarration(bytes: Uint8Array): Uint8Array | null {
  const voice = readVoice(bytes)
  if (voice === null) return null
  const { header, info, tracks, frames } = voice
  const last = frames.at(-1)!
  const length = last.time - (frames.at(-2)?.time ?? last.time)
  const duration = writeElement(ElementId.duration, writeFloat(last.time + length))
  const beginning = Buffer.concat([writeElement(ElementId.info, ...info, duration), tracks])
  const clusters = groupFrames(frames).map(writeCluster)
  // Every number is as wide as any, so the index is as long with its places as without.
  const index = (from: number): Uint8Array => writeCues(clusters, from)
  const indexAt = seekHeadLength + beginning.length
  const cues = index(indexAt + index(0).length)
  const segment = writeElement(
    ElementId.segment,
    writeSeekHead(indexAt),
    beginning,
    cues,
    ...clusters.map((cluster) => cluster.bytes),
  )
  return new Uint8Array(Buffer.concat([header, segment]))
}

function readVoice(bytes: Uint8Array): Voice | null {
  const header = readElement(bytes, 0, bytes.length)
  if (header?.id !== ElementId.header || !header.isWhole) return null
  const segment = readElement(bytes, header.end, bytes.length)
  if (segment?.id !== ElementId.segment) return null
  let info: readonly Uint8Array[] = []
  let tracks: Uint8Array | null = null
  let clusterTime = 0
  const frames: Frame[] = []
  // A cluster without an end ends where the next one begins, so its children are read as if they stood beside it.
  for (let at = segment.start; at < segment.end;) {
    const element = readElement(bytes, at, segment.end)
    if (element === null) break
    at = element.id === ElementId.cluster ? element.start : element.end
    if (element.id === ElementId.cluster) continue
    if (!element.isWhole) break
    if (element.id === ElementId.info) info = withoutDuration(bytes, element)
    else if (element.id === ElementId.tracks) tracks = bytes.subarray(element.at, element.end)
    else if (element.id === ElementId.timestamp) clusterTime = readUnsigned(bytes, element)
    else {
      const frame = readFrame(bytes, element, clusterTime)
      if (frame !== null) frames.push(frame)
    }
  }
  if (tracks === null || frames.length === 0) return null
  return { header: bytes.subarray(header.at, header.end), info, tracks, frames }
}

function withoutDuration(bytes: Uint8Array, { start, end }: Element): readonly Uint8Array[] {
  return [...readElements(bytes, start, end)]
    .filter(({ id, isWhole }) => isWhole && id !== ElementId.duration)
    .map((element) => bytes.subarray(element.at, element.end))
}

function readFrame(bytes: Uint8Array, element: Element, clusterTime: number): Frame | null {
  const block =
    element.id === ElementId.blockGroup
      ? [...readElements(bytes, element.start, element.end)].find(({ id }) => id === ElementId.block)
      : element.id === ElementId.simpleBlock
        ? element
        : undefined
  const track = block && readNumber(bytes, block.start, block.end, 8, false)
  if (block === undefined || !track) return null
  const at = block.start + track.width
  if (block.end - at < 3) return null
  const time = clusterTime + new DataView(bytes.buffer, bytes.byteOffset).getInt16(at)
  return { time, track: bytes.subarray(block.start, at), rest: bytes.subarray(at + 2, block.end) }
}

function groupFrames(frames: readonly Frame[]): readonly (readonly Frame[])[] {
  const groups: Frame[][] = []
  for (const frame of frames) {
    const group = groups.at(-1)
    const since = group === undefined ? Infinity : frame.time - group[0]!.time
    if (group === undefined || since < 0 || since >= clusterLength) groups.push([frame])
    else group.push(frame)
  }
  return groups
}

interface Cluster {
  readonly time: number
  readonly track: Uint8Array
  readonly bytes: Uint8Array
}

function writeCluster(frames: readonly Frame[]): Cluster {
  const { time, track } = frames[0]!
  const blocks = frames.map((frame) => {
    const since = new Uint8Array(2)
    new DataView(since.buffer).setInt16(0, frame.time - time)
    return writeElement(ElementId.simpleBlock, frame.track, since, frame.rest)
  })
  const bytes = writeElement(ElementId.cluster, writeElement(ElementId.timestamp, writeUnsigned(time)), ...blocks)
  return { time, track, bytes }
}

/** Where each cluster stands, counted from where the segment's body begins; the first one does so at `from`. */
function writeCues(clusters: readonly Cluster[], from: number): Uint8Array {
  let at = from
  const points = clusters.map(({ time, track, bytes }) => {
    const number = readNumber(track, 0, track.length, 8, false)?.value ?? 1
    const place = writeElement(
      ElementId.cueTrackPositions,
      writeElement(ElementId.cueTrack, writeUnsigned(number)),
      writeElement(ElementId.cueClusterPosition, writeUnsigned(at)),
    )
    at += bytes.length
    return writeElement(ElementId.cuePoint, writeElement(ElementId.cueTime, writeUnsigned(time)), place)
  })
  return writeElement(ElementId.cues, ...points)
}

function writeSeekHead(cuesAt: number): Uint8Array {
  const id = Uint8Array.of(0x1c, 0x53, 0xbb, 0x6b)
  return writeElement(
    ElementId.seekHead,
    writeElement(
      ElementId.seek,
      writeElement(ElementId.seekId, id),
      writeElement(ElementId.seekPosition, writeUnsigned(cuesAt)),
    ),
  )
}

const seekHeadLength = writeSeekHead(0).length
