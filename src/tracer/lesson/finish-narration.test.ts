import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeWith, runToolOn } from '../../../test/oracle/describe-with'
import { ElementId, readElement, readElements, readUnsigned, writeElement, writeUnsigned } from './ebml'
import { finishNarration } from './finish-narration'

const unknownSize = Uint8Array.of(1, 255, 255, 255, 255, 255, 255, 255)
const idOf = (id: number) => writeElement(id).subarray(0, -8)
/** As a browser writes what it does not know the end of. */
const open = (id: number, ...parts: Uint8Array[]) => Buffer.concat([idOf(id), unknownSize, ...parts])
const text = (id: number, value: string) => writeElement(id, new TextEncoder().encode(value))

/** Opus silence: 20 ms, one frame, wide band. */
const silence = Uint8Array.of(0xf8, 0xff, 0xfe)

function block(since: number): Uint8Array {
  const time = new Uint8Array(2)
  new DataView(time.buffer).setInt16(0, since)
  return writeElement(ElementId.simpleBlock, Uint8Array.of(0x81), time, Uint8Array.of(0x80), silence)
}

const opusHead = Uint8Array.of(...Buffer.from('OpusHead'), 1, 1, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0)
const sampleRate = new Uint8Array(8)
new DataView(sampleRate.buffer).setFloat64(0, 48_000)

const start = Buffer.concat([
  writeElement(
    ElementId.header,
    text(0x4282, 'webm'),
    writeElement(0x4287, Uint8Array.of(4)),
    writeElement(0x4285, Uint8Array.of(2)),
  ),
  idOf(ElementId.segment),
  unknownSize,
  writeElement(
    ElementId.info,
    writeElement(ElementId.timestampScale, writeUnsigned(1_000_000)),
    text(0x4d80, 'test'),
    text(0x5741, 'test'),
  ),
  writeElement(
    ElementId.tracks,
    writeElement(
      0xae,
      writeElement(0xd7, writeUnsigned(1)),
      writeElement(0x73c5, writeUnsigned(1)),
      writeElement(0x83, Uint8Array.of(2)),
      text(0x86, 'A_OPUS'),
      writeElement(0x63a2, opusHead),
      writeElement(0xe1, writeElement(0xb5, sampleRate), writeElement(0x9f, Uint8Array.of(1))),
    ),
  ),
])

/** Twelve seconds in clusters of four, as a browser writes them. */
const growing = Buffer.concat([
  start,
  ...[0, 4_000, 8_000].map((time) =>
    open(
      ElementId.cluster,
      writeElement(ElementId.timestamp, writeUnsigned(time)),
      ...Array.from({ length: 200 }, (_, index) => block(index * 20)),
    ),
  ),
])

/** The times of all frames of a finished file, and where its index says that its clusters begin. */
function describeFile(bytes: Uint8Array) {
  const segment = [...readElements(bytes, 0, bytes.length)].find(({ id }) => id === ElementId.segment)!
  expect(segment.isWhole && segment.end === bytes.length).toBe(true)
  const parts = [...readElements(bytes, segment.start, segment.end)]
  const times: number[] = []
  const clusters: number[] = []
  for (const part of parts) {
    expect(part.isWhole).toBe(true)
    if (part.id !== ElementId.cluster) continue
    clusters.push(part.at - segment.start)
    const [timestamp, ...blocks] = readElements(bytes, part.start, part.end)
    const from = readUnsigned(bytes, timestamp!)
    for (const each of blocks) times.push(from + new DataView(bytes.buffer).getInt16(each.start + 1))
  }
  const cues = parts.find(({ id }) => id === ElementId.cues)!
  const places = [...readElements(bytes, cues.start, cues.end)].map((point) => {
    const position = [...readElements(bytes, point.start, point.end)].find(
      ({ id }) => id === ElementId.cueTrackPositions,
    )!
    const place = [...readElements(bytes, position.start, position.end)].find(
      ({ id }) => id === ElementId.cueClusterPosition,
    )!
    return readUnsigned(bytes, place)
  })
  return { times, clusters, places }
}

describe('a narration', () => {
  it('keeps every frame, and has an index that leads to its clusters', () => {
    const { times, clusters, places } = describeFile(finishNarration(growing)!)
    expect(times).toEqual(Array.from({ length: 600 }, (_, index) => index * 20))
    expect(clusters).toHaveLength(3)
    expect(places).toEqual(clusters)
  })

  it('finished once is the same when it is finished again', () => {
    const finished = finishNarration(growing)!
    expect(finishNarration(finished)).toEqual(finished)
  })

  it('that was cut off anywhere loses only what was not whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: growing.length }), (length) => {
        const finished = finishNarration(growing.subarray(0, length))
        const whole = growing.subarray(0, length).toString('latin1').split('\x80\xf8\xff\xfe').length - 1
        if (whole === 0) expect(finished).toBeNull()
        else expect(describeFile(finished!).times).toEqual(Array.from({ length: whole }, (_, index) => index * 20))
      }),
    )
  })

  it('of any bytes never makes it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        finishNarration(bytes)
        finishNarration(Buffer.concat([start, bytes]))
        readElement(bytes, 0, bytes.length)
      }),
    )
    expect(finishNarration(new Uint8Array())).toBeNull()
  })
})

describeWith(['ffprobe'], 'ffprobe', () => {
  it('knows how long it is and what it is made of', () => {
    const args = ['-v', 'error', '-show_entries', 'stream=codec_name:format=duration', '-of', 'csv=p=0']
    const report = runToolOn(Buffer.from(finishNarration(growing)!), 'ffprobe', (path) => [...args, path]).toString()
    expect(report.trim().split('\n')).toEqual(['opus', '12.000000'])
  })
})
