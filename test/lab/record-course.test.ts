import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildLesson } from '../../scripts/course/build-lesson'
import { course } from '../../scripts/course/course'
import { recordLesson } from '../../scripts/course/recorded-lesson'
import type { Lesson, LocalText } from '../../src/core/lesson/lesson'
import { readLessonFile } from '../../src/lesson-file/read-lesson-file'
import { describeLab } from './describe-lab'
import type { Lab } from './lab'
import { createTestLab } from './test-lab'

describeLab('the course, recorded anew', () => {
  let lab: Lab

  beforeAll(async () => {
    lab = await createTestLab('course')
    await lab.up()
  })
  afterAll(() => lab.down())

  it.each(Object.entries(course))('tells %s of its new packets as it is shipped', async (name, script) => {
    // Building it checks every rule of the course.
    const { lesson } = buildLesson(script, await recordLesson(lab, script))
    const file = join(import.meta.dirname, '../../resources/lessons', `${name}.hopscope`)
    const shipped = readLessonFile(new Uint8Array(readFileSync(file))).lesson
    expect(textsOf(lesson)).toEqual(textsOf(shipped))
    expect(lesson.questions.map(({ kind }) => kind)).toEqual(shipped.questions.map(({ kind }) => kind))
  })
})

/** All that a lesson says, without what is another in each recording. */
function textsOf({ chapters, captions, questions }: Lesson): readonly LocalText[] {
  const texts = [
    ...chapters.map(({ title }) => title),
    ...captions.map(({ text }) => text),
    ...questions.flatMap(({ prompt, explanation }) => [prompt, explanation]),
  ]
  return texts.map(({ en, ja }) => ({ en: withoutFigures(en), ja: withoutFigures(ja) }))
}

function withoutFigures(text: string): string {
  return text
    .replace(/veth[0-9a-f]+/g, 'veth')
    .replace(/[0-9a-f]{2}(?::[0-9a-f]{2}){5}/g, 'mac')
    .replace(/\d+/g, '#')
}
