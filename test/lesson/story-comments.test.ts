import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { packetRefOf } from '../../src/core/lesson/packet-ref'
import { readLessonPackets } from '../../src/core/lesson/read-packets'
import { writeStoryCapture } from '../../src/core/lesson/write-story-capture'
import { interfaceOfPoint } from '../../src/core/playback/list-stations'
import { describeWith } from '../oracle/describe-with'
import { makeLesson } from './sample-lesson'

const folder = mkdtempSync(join(tmpdir(), 'hopscope-story-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const caption = { en: 'The source becomes the host’s own address.', ja: '送信元がホスト自身のアドレスになります。' }

const told = makeLesson('internet', ({ timeline, journeys }) => {
  const second = timeline.acts[1]!
  const packet = packetRefOf(second.journey)!
  const at = second.times[1]!
  const request = journeys.find(({ kind }) => kind === 'echo-request')!
  return {
    chapters: [{ at, title: { en: 'Two masquerades', ja: '2 回のマスカレード' } }],
    captions: [{ from: at, to: at + 2000, text: caption }],
    spotlights: [{ from: at, to: at + 2000, target: { kind: 'field', field: 'source' } }],
    questions: [
      {
        id: 'q1',
        at,
        kind: 'ttl',
        prompt: { en: 'Which TTL?', ja: 'TTL はいくつ?' },
        explanation: { en: '', ja: '' },
        packet,
        interface: interfaceOfPoint(request.sightings[0]!.point),
      },
    ],
  }
})

/** What tshark reads of the capture, a line for each frame. */
function readWithTshark(capture: Uint8Array, ...fields: readonly string[]): string[] {
  const path = join(folder, 'story.pcapng')
  writeFileSync(path, capture)
  const args = ['-r', path, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])]
  return execFileSync('tshark', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    .split('\n')
    .slice(0, -1)
}

describeWith(['tshark'], 'the story of a lesson in Wireshark', () => {
  it('is read by tshark beside the packet that it is about, in both languages', () => {
    const packet = told.content.lesson.questions[0]!.packet
    const frame = told.journeyOf(packet)!.sightings[0]!.frame
    const english = readWithTshark(writeStoryCapture(told.content, 'en'), 'frame.comment')
    for (const text of ['Chapter: Two masquerades', caption.en, 'Question: Which TTL?', 'Look at: source']) {
      expect(english.filter((line) => line.includes(text))).toEqual([english[frame]])
    }
    expect(english[frame]).toContain('hop 1 of')
    expect(english.join('\n')).toMatch(/MASQUERADE/)
    const japanese = readWithTshark(writeStoryCapture(told.content, 'ja'), 'frame.comment')
    for (const text of ['チャプター: 2 回のマスカレード', caption.ja, '問題: TTL はいくつ?'])
      expect(japanese[frame]).toContain(text)
  })

  it('leaves frames, times, interfaces and their order as they were', () => {
    const fields = [
      'frame.time_epoch',
      'frame.interface_name',
      'frame.interface_description',
      'frame.len',
      'ip.src',
      'ip.ttl',
    ]
    const story = writeStoryCapture(told.content, 'en')
    expect(readWithTshark(story, ...fields)).toEqual(readWithTshark(told.content.capture, ...fields))
    const before = readLessonPackets(told.content).sightings
    const after = readLessonPackets({ ...told.content, capture: story }).sightings
    const bytesOf = ({ packet }: (typeof before)[number]) => packet.bytes.slice(packet.start, packet.end)
    expect(after.map(bytesOf)).toEqual(before.map(bytesOf))
  })

  it('is not told twice when it is exported again', () => {
    const once = writeStoryCapture(told.content, 'en')
    expect(writeStoryCapture({ ...told.content, capture: once }, 'en')).toEqual(once)
  })
})
