import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Problem, RequestError } from '../../contract/messages'
import { emptyLesson, type LessonContent } from '../../core/lesson/lesson'
import { createPcapngWriter } from '../../core/recording/pcapng-writer'
import { emptyTopology } from '../../core/topology/topology'
import { readLessonFile } from '../../lesson-file/read-lesson-file'
import { writeLessonFile } from '../../lesson-file/write-lesson-file'
import { createLessonLibrary, type LessonLibrary } from './lesson-library'

function content(id: string, title = id): LessonContent {
  const blocks: Uint8Array[] = []
  createPcapngWriter((block) => blocks.push(block))
  return {
    lesson: { ...emptyLesson(id), title: { en: title, ja: '' }, duration: 1000 },
    capture: new Uint8Array(Buffer.concat(blocks)),
    topology: emptyTopology,
    changes: [],
    terminals: [],
    narration: null,
  }
}

const lessonJson = (lesson: LessonContent['lesson']) => new TextEncoder().encode(JSON.stringify(lesson))

describe('the lesson library', () => {
  let folder: string
  let problems: Problem[]
  let library: LessonLibrary
  const own = () => join(folder, 'own')

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hopscope-library-'))
    await mkdir(join(folder, 'course'))
    for (const id of ['2-nat', '1-map']) {
      await writeFile(join(folder, 'course', `${id}.hopscope`), writeLessonFile(content(id)))
    }
    problems = []
    library = createLessonLibrary({
      builtInFolder: join(folder, 'course'),
      ownFolder: own(),
      problem: (problem) => problems.push(problem),
    })
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('lists the course and then what was recorded here', async () => {
    await library.add(content('mine', 'Mine'))
    expect((await library.list()).map(({ id, isBuiltIn, duration }) => [id, isBuiltIn, duration])).toEqual([
      ['1-map', true, 1000],
      ['2-nat', true, 1000],
      ['mine', false, 1000],
    ])
    expect(readLessonFile(await library.open('mine'))).toEqual(content('mine', 'Mine'))
    expect(readLessonFile(await library.open('1-map'))).toEqual(content('1-map'))
  })

  it('keeps an edited lesson.json, and nothing else changes', async () => {
    await library.add(content('mine'))
    const { lesson } = content('another', 'Edited')
    expect(await library.save('mine', lessonJson(lesson))).toMatchObject({ id: 'mine', title: { en: 'Edited' } })
    expect(readLessonFile(await library.open('mine'))).toEqual(content('mine', 'Edited'))
    expect(await readdir(own())).toEqual(['mine.hopscope'])
  })

  it('copies a lesson of the course instead of changing it', async () => {
    const before = await readFile(join(folder, 'course', '1-map.hopscope'))
    const copy = await library.save('1-map', lessonJson(content('1-map', 'Mine').lesson))
    expect(copy).toMatchObject({ id: '1-map-2', isBuiltIn: false, title: { en: 'Mine' } })
    expect(await readFile(join(folder, 'course', '1-map.hopscope'))).toEqual(before)
    expect(readLessonFile(await library.open('1-map-2')).lesson).toMatchObject({ id: '1-map-2' })
  })

  it('takes a whole file in, also as a new lesson', async () => {
    expect(await library.save('taken-in', writeLessonFile(content('other')))).toMatchObject({ id: 'taken-in' })
    expect(readLessonFile(await library.open('taken-in')).lesson.id).toBe('taken-in')
  })

  it('refuses what is no lesson before it touches anything', async () => {
    await library.add(content('mine'))
    const before = await library.open('mine')
    const refusal = (bytes: Uint8Array, id = 'mine') =>
      library.save(id, bytes).catch((error: unknown) => (error as RequestError).problem.code)
    expect(await refusal(new TextEncoder().encode('{"format":'))).toBe('lesson-damaged')
    expect(await refusal(new TextEncoder().encode('{"format":"other"}'))).toBe('lesson-damaged')
    expect(await refusal(before.subarray(0, before.length - 30))).toBe('lesson-damaged')
    expect(await refusal(lessonJson(content('mine').lesson), 'nowhere')).toBe('unknown-lesson')
    expect(await library.open('mine')).toEqual(before)
  })

  it('tells once of a file that is no lesson, and lists the others', async () => {
    await mkdir(own())
    await writeFile(join(own(), 'torn.hopscope'), 'PK torn')
    await writeFile(join(own(), 'notes.txt'), 'no lesson')
    expect(await library.list()).toHaveLength(2)
    await library.list()
    expect(problems.map(({ code, values }) => [code, values['path']])).toEqual([
      ['lesson-damaged', join(own(), 'torn.hopscope')],
    ])
  })
})
