import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { echoAlong, hopsToInternet, pingPayload } from '../../test/fixtures/article-frames'
import { articleTopology } from '../../test/fixtures/article-topology'
import { LinkType } from '../core/decode/link-type'
import type { Sighting } from '../core/correlate/sighting'
import { createPcapngReader } from '../core/recording/pcapng-reader'
import { createCaptureHistory } from './capture/capture-history'
import { openRecordingFile } from './capture/recording-file'
import { writeRecording } from './write-recording'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopscope-'))
})
afterEach(() => rm(folder, { recursive: true }))

const echo = (sequence: number) => ({
  type: 8 as const,
  id: 7,
  sequence,
  ipId: 100 + sequence,
  payload: pingPayload(sequence),
})
const sightings = echoAlong(hopsToInternet(0), echo(1))

const hex = ({ packet: { bytes, start, end } }: Sighting): string =>
  Buffer.from(bytes.subarray(start, end)).toString('hex')

async function read(path: string) {
  const result = {
    points: [] as { readonly name: string; readonly linkType: number | null }[],
    sightings: [] as Sighting[],
    comments: [] as string[],
    warnings: [] as string[],
  }
  const reader = createPcapngReader({
    point: ({ interfaceName }, linkType) => result.points.push({ name: interfaceName, linkType }),
    sighting: (sighting) => result.sightings.push(sighting),
    warning: (sentence) => result.warnings.push(sentence),
    comment: (_, text) => result.comments.push(text),
  })
  reader.push(await readFile(path))
  reader.end()
  return result
}

it('tells the story of a packet in the comments of its frames', async () => {
  const history = createCaptureHistory()
  for (const sighting of [...sightings].reverse()) history.add(sighting)
  const path = join(folder, 'a.pcapng')
  await writeRecording(path, history, articleTopology)
  const recording = await read(path)
  const times = recording.sightings.map(({ nanoseconds }) => nanoseconds)
  expect(times).toEqual(sightings.map(({ nanoseconds }) => nanoseconds).sort((a, b) => a - b))
  expect(recording.comments).toContainEqual(
    expect.stringMatching(/hop 4 of 6: .*source 172\.17\.0\.2 → 172\.25\.140\.84, MASQUERADE \(-A POSTROUTING/),
  )
  expect(recording.sightings.map(hex).sort()).toEqual(sightings.map(hex).sort())
  expect(await readdir(folder)).toEqual(['a.pcapng'])
})

it('names captures that saw nothing, which tells where a packet did not come', async () => {
  const silent = { ...sightings[3]!.point, index: 99, interfaceName: 'eth7' }
  const history = createCaptureHistory()
  history.listening(silent, LinkType.linuxSll2)
  history.listening(sightings[0]!.point, LinkType.ethernet)
  history.add(sightings[0]!)
  const saved = join(folder, 'saved.pcapng')
  await writeRecording(saved, history, articleTopology)
  const grown = join(folder, 'grown.pcapng')
  const file = openRecordingFile(grown)
  file.listening(silent, LinkType.linuxSll2)
  file.add(sightings[0]!)
  file.close()
  for (const path of [saved, grown]) {
    const { points } = await read(path)
    expect(points).toEqual([
      { name: 'eth7', linkType: LinkType.linuxSll2 },
      { name: 'eth0', linkType: LinkType.ethernet },
    ])
  }
})

it('keeps the newest frames within its limit', () => {
  const history = createCaptureHistory(2 << 20)
  const template = sightings[0]!
  for (let frame = 0; frame < 40_000; frame++) history.add({ ...template, frame })
  const kept = [...history.sightings()].map(({ frame }) => frame)
  expect(kept.at(-1)).toBe(39_999)
  expect(kept.length).toBeLessThan((2 << 20) / 98)
  expect(kept).toEqual(Array.from({ length: kept.length }, (_, index) => 40_000 - kept.length + index))
})

it('writes a file that opens at any moment', async () => {
  const path = join(folder, 'live.pcapng')
  const file = openRecordingFile(path)
  for (const sighting of sightings.slice(0, 4)) file.add(sighting)
  file.flush()
  const whileOpen = await read(path)
  expect(whileOpen.sightings).toHaveLength(4)
  expect(whileOpen.warnings).toEqual([])
  file.add(sightings[4]!)
  file.close()
  expect((await read(path)).sightings).toHaveLength(5)
})

it('says why a file cannot be written', () => {
  expect(() => openRecordingFile(join(folder, 'no', 'such.pcapng'))).toThrow(
    /cannot be written to .*such\.pcapng: ENOENT/,
  )
})
