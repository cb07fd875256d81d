import { describe, expect, it } from 'vitest'
import { checkLesson } from '../../src/core/lesson/check-lesson'
import type { Lesson, Question } from '../../src/core/lesson/lesson'
import { packetRefOf } from '../../src/core/lesson/packet-ref'
import { readLessonPackets } from '../../src/core/lesson/read-packets'
import { makeLesson } from './sample-lesson'

const both = { en: 'x', ja: 'x' }
const sample = makeLesson('internet')
const request = sample.journeys.find(({ kind }) => kind === 'echo-request')!
const packet = packetRefOf(request)!
const { duration } = sample.content.lesson

const check = (parts: Partial<Lesson>) => {
  const content = { ...sample.content, lesson: { ...sample.content.lesson, description: both, ...parts } }
  return checkLesson(content, readLessonPackets(content)).map(({ part, sentence }) => `${part}: ${sentence}`)
}
const base = { id: 'q', at: 0, prompt: both, explanation: both, packet }
const option = (filter: string) => ({ text: both, filter })

describe('checkLesson', () => {
  it('finds nothing in a lesson that is well', () => {
    expect(check({ questions: [{ ...base, kind: 'order-hops' }] })).toEqual([])
  })

  it.each<readonly [Partial<Lesson>, string]>([
    [{ title: { en: '', ja: '' } }, 'title: It has no text.'],
    [{ title: { en: 'x', ja: '' } }, 'title: Its Japanese is missing; the English will be shown.'],
    [{ captions: [{ from: 0, to: 1, text: { en: '', ja: 'x' } }] }, 'captions[0].text: Its English is missing'],
    [{ chapters: [{ at: duration + 1, title: both }] }, 'chapters[0]: It begins at'],
    [{ captions: [{ from: 0, to: duration + 1, text: both }] }, 'captions[0]: It ends at'],
    [
      { spotlights: [{ from: 0, to: 1, target: { kind: 'interface', id: 'linux/host/none' } }] },
      'spotlights[0]: The map has no interface linux/host/none.',
    ],
    [
      { spotlights: [{ from: 0, to: 1, target: { kind: 'gate', namespace: 'linux/none' } }] },
      'spotlights[0]: The map has no namespace linux/none.',
    ],
    [
      { keyframes: [{ at: 0, position: { packet: { ...packet, time: '1.000000000' }, station: 0 }, isJump: false }] },
      `keyframes[0]: The recording has no packet at ${packet.interface} at 1.000000000.`,
    ],
    [
      { cuts: [{ from: 0, to: 10 }], questions: [{ ...base, kind: 'order-hops', at: 5 }] },
      'questions[0]: It is in a stretch that was cut out',
    ],
    [{ narration: { from: 0 } }, 'narration: The lesson says when its voice begins, but narration.webm is missing.'],
  ])('tells what does not fit (%#)', (parts, sentence) => {
    const findings = check(parts)
    expect(findings).toHaveLength(1)
    expect(findings[0]).toContain(sentence)
  })

  it.each<readonly [Question, string]>([
    [{ ...base, packet: { ...packet, time: '1.000000000' }, kind: 'dropped-at' }, 'Its packet is missing'],
    [{ ...base, kind: 'dropped-at' }, 'Its packet cannot answer it: it was not lost.'],
    [{ ...base, kind: 'choose', options: [option('kind:arp'), option('kind:dns')] }, 'None of its options is right'],
    [{ ...base, kind: 'choose', options: [option('kind:request'), option('')] }, 'All of its options are right'],
    [{ ...base, kind: 'text', fact: null, accepted: [] }, 'none of the accepted answers fits it'],
    [
      { ...base, kind: 'text', fact: { field: 'sourcePort', interface: packet.interface }, accepted: [] },
      `it has no such field at ${packet.interface}`,
    ],
  ])('tells what a question lacks (%#)', (question, sentence) => {
    const findings = check({ questions: [question] })
    expect(findings).toHaveLength(1)
    expect(findings[0]).toContain(`questions[0]: `)
    expect(findings[0]).toContain(sentence)
  })
})
