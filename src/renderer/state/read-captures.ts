import { nanosecondsBetween, type Sighting } from '../../core/correlate/sighting'
import { detectCaptureFormat } from '../../core/recording/capture-format'
import { CaptureFormatError, type CaptureSink } from '../../core/recording/recording'

/** The bytes of one capture file: pcapng, pcap, or what `tcpdump -xx` printed. */
export interface CaptureBytes {
  readonly name: string
  readonly bytes: Uint8Array
  /** Seconds since the epoch of the midnight that times without a date count from. */
  readonly midnight: number
}

const sliceBytes = 128 * 1024
/** Formats are recognised by so much of the beginning. */
const beginningBytes = 64 * 1024
/** Points of several files must not share an index; no file has this many. */
const pointsPerFile = 1 << 16

/**
 * Tells a sink what is in the files, several merged by time; yields the bytes read so far after each slice. Throws a
 * `CaptureFormatError` that names the file when one is no capture.
 */
export function* readCaptures(files: readonly CaptureBytes[], sink: CaptureSink): Generator<number, void> {
  if (files.length === 1) {
    yield* readFile(files[0]!, 0, sink, '')
    return
  }
  const lanes: Sighting[][] = []
  let done = 0
  for (const [ordinal, file] of files.entries()) {
    const lane: Sighting[] = []
    lanes.push(lane)
    const reading = readFile(file, ordinal, { ...sink, sighting: (sighting) => lane.push(sighting) }, `${file.name}: `)
    for (const bytes of reading) yield done + bytes
    done += file.bytes.length
  }
  for (const sighting of mergeByTime(lanes)) sink.sighting(sighting)
}

function* readFile(file: CaptureBytes, ordinal: number, sink: CaptureSink, prefix: string): Generator<number, void> {
  const { name, bytes, midnight } = file
  try {
    const format = detectCaptureFormat(bytes.subarray(0, beginningBytes))
    const reader = format.createReader(
      { ...sink, warning: (sentence) => sink.warning(`${prefix}${sentence}`) },
      { interfaceName: name.replace(/\.[^.]*$/, ''), firstPoint: ordinal * pointsPerFile, midnight },
    )
    for (let at = 0; at < bytes.length; at += sliceBytes) {
      reader.push(bytes.subarray(at, at + sliceBytes))
      yield Math.min(bytes.length, at + sliceBytes)
    }
    reader.end()
  } catch (error) {
    throw error instanceof CaptureFormatError && prefix !== ''
      ? new CaptureFormatError(`${prefix}${error.message}`)
      : error
  }
}

/** Each file in its own order, the file whose next frame is the earliest first. */
function* mergeByTime(lanes: readonly (readonly Sighting[])[]): Generator<Sighting, void> {
  const next = lanes.map(() => 0)
  for (;;) {
    let best = -1
    let earliest: Sighting | undefined
    for (const [index, lane] of lanes.entries()) {
      const sighting = lane[next[index]!]
      if (sighting === undefined) continue
      if (earliest === undefined || nanosecondsBetween(sighting, earliest) > 0) {
        best = index
        earliest = sighting
      }
    }
    if (earliest === undefined) return
    next[best]!++
    yield earliest
  }
}
