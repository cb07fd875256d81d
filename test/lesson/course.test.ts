import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkCourseLesson } from '../../scripts/course/check-course-lesson'
import { course } from '../../scripts/course/course'
import type { Lesson, LessonContent, LocalText } from '../../src/core/lesson/lesson'
import { readLessonFile } from '../../src/lesson-file/read-lesson-file'
import { writeLessonFile } from '../../src/lesson-file/write-lesson-file'

const folder = join(import.meta.dirname, '../../resources/lessons')
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.hopscope'))
  .map((name) => name.slice(0, -'.hopscope'.length))

const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, `${name}.hopscope`)))
const open = (name: string): LessonContent => readLessonFile(bytesOf(name))

describe('the built-in course', () => {
  it('has a file for each of its lessons, named after its place and its id', () => {
    expect(names.sort()).toEqual(Object.keys(course))
    for (const name of names) expect(name).toBe(`${name[0]}-${open(name).lesson.id}`)
  })

  it('asks every kind of question', () => {
    const kinds = new Set(names.flatMap((name) => open(name).lesson.questions.map(({ kind }) => kind)))
    expect([...kinds].sort()).toEqual(['choose', 'dropped-at', 'next-source', 'order-hops', 'text', 'ttl'])
  })
})

describe.each(names)('the lesson %s', (name) => {
  const content = open(name)
  const { lesson } = content

  it('keeps every rule of the course', () => {
    expect(checkCourseLesson(content)).toEqual([])
  })

  it('is small, the same when it is written again, and says nothing of the machine it was made on', () => {
    expect(bytesOf(name).length).toBeLessThan(100_000)
    expect(readLessonFile(writeLessonFile(content))).toEqual(content)
    const maps = [content.topology, ...content.changes.map(({ topology }) => topology)]
    const text = Buffer.from(content.capture).toString('latin1') + JSON.stringify([lesson, maps, content.terminals])
    expect(text).not.toMatch(/\/(?:home|root|work|tmp|run|var)\//)
    expect(maps.flatMap(({ gaps }) => gaps)).toEqual([])
  })

  it('lights something, selects something and plays a terminal', () => {
    expect(lesson.spotlights.length).toBeGreaterThan(lesson.captions.length / 2)
    expect(lesson.moves.some(({ kind }) => kind === 'select')).toBe(true)
    expect(content.terminals.length).toBeGreaterThan(0)
    for (const { at } of content.terminals) expect(at).toBeLessThanOrEqual(lesson.duration)
  })
})

describe('the rules of the course', () => {
  const content = open('3-internet')
  const { lesson } = content
  const brokenBy = (parts: Partial<Lesson>) =>
    checkCourseLesson({ ...content, lesson: { ...lesson, ...parts } }).join('\n')
  const [caption, ...otherCaptions] = lesson.captions
  const say = (text: LocalText) => brokenBy({ captions: [{ ...caption!, text }, ...otherCaptions] })
  const [question, ...otherQuestions] = lesson.questions
  const arrival = lesson.keyframes.findIndex(({ position: { station } }) => station > 0)
  const moving = (lesson.keyframes[arrival - 1]!.at + lesson.keyframes[arrival]!.at) / 2
  const choice = lesson.questions.find((each) => each.kind === 'choose')!

  it.each([
    ['an address that nobody recorded', say({ en: 'It comes from 192.0.2.77.', ja: 'コンテナから。' }), '192.0.2.77'],
    ['a figure that nobody recorded', say({ en: 'Its TTL is 57.', ja: 'TTL です。' }), '57 was not recorded'],
    ['a placeholder', say({ en: 'From {request.source}', ja: 'コンテナ' }), 'placeholder'],
    ['no Japanese', say({ en: 'Look here.', ja: 'Look here, too.' }), 'No Japanese'],
    ['no English', say({ en: '', ja: 'ご覧ください。' }), 'No English'],
    ['more than can be read', say({ en: 'word '.repeat(99), ja: 'はい' }), 'too little time'],
    ['captions that overlap', brokenBy({ captions: [{ ...caption!, to: 9e4 }, ...otherCaptions] }), 'overlap'],
    ['silence', brokenBy({ captions: lesson.captions.slice(0, 3) }), 'Nothing is said'],
    ['a film that ends too soon', brokenBy({ duration: 60_000 }), 'It takes 60 s'],
    ['few questions', brokenBy({ questions: lesson.questions.slice(0, 2) }), 'It asks 2'],
    ['few chapters', brokenBy({ chapters: lesson.chapters.slice(0, 2) }), '2 chapters'],
    [
      'a question after its answer was seen',
      brokenBy({ questions: [...otherQuestions, { ...question!, at: lesson.duration }] }),
      'The film has shown what',
    ],
    ['a question while the film moves', brokenBy({ questions: [{ ...question!, at: moving }] }), 'The film moves at'],
    [
      'options of which each is right',
      brokenBy({ questions: [{ ...choice, options: choice.options.map((each) => ({ ...each, filter: '' })) }] }),
      'All of its options are right',
    ],
    [
      'a question that its packet cannot answer',
      brokenBy({ questions: [{ ...question!, kind: 'dropped-at' } as never] }),
      'Its packet cannot answer',
    ],
    [
      'a spotlight on nothing',
      brokenBy({ spotlights: [{ from: 0, to: 9, target: { kind: 'interface', id: 'nowhere/eth0' } }] }),
      'nothing is there to be lit',
    ],
    [
      'a packet that was not recorded',
      brokenBy({
        keyframes: [{ at: 0, position: { packet: { interface: 'x', time: '1.0' }, station: 0 }, isJump: false }],
      }),
      'The recording has no packet',
    ],
  ])('refuse %s', (_, broken, expected) => {
    expect(broken).toContain(expected)
  })
})
