import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkLesson } from '../../src/core/lesson/check-lesson'
import { readLessonPackets } from '../../src/core/lesson/read-packets'
import { readLessonFile } from '../../src/lesson-file/read-lesson-file'
import { writeLessonFile } from '../../src/lesson-file/write-lesson-file'
import { describeWith } from '../oracle/describe-with'
import { makeFullLesson } from './full-lesson'

const folder = mkdtempSync(join(tmpdir(), 'hopscope-zip-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const full = makeFullLesson()
const read = (path: string) => readLessonFile(new Uint8Array(readFileSync(path)))

describe('a lesson file', () => {
  it('gives back what was written, and is the same bytes each time', () => {
    const bytes = writeLessonFile(full)
    expect(readLessonFile(bytes)).toEqual(full)
    expect(writeLessonFile(makeFullLesson())).toEqual(bytes)
    const again = writeLessonFile(readLessonFile(bytes))
    expect(writeLessonFile(readLessonFile(again))).toEqual(again)
    expect(checkLesson(full, readLessonPackets(full))).toEqual([])
  })

  it('of version 1 opens for ever', () => {
    const golden = read('test/fixtures/lessons/version-1.hopscope')
    expect(golden.lesson).toMatchObject({ version: 1, id: 'bridge', title: { ja: 'bridge のレッスン' } })
    expect(golden.lesson.questions.map(({ kind }) => kind)).toEqual([
      'next-source',
      'ttl',
      'order-hops',
      'choose',
      'text',
    ])
    expect(checkLesson(golden, readLessonPackets(golden))).toEqual([])
  })
})

describeWith(['zip', 'unzip'], 'a lesson file in other hands', () => {
  it('opens after it was unzipped and zipped again by hand, as files or as a folder', () => {
    const path = join(folder, 'lesson.hopscope')
    writeFileSync(path, writeLessonFile(full))
    const unpacked = join(folder, 'unpacked')
    execFileSync('unzip', ['-q', path, '-d', unpacked])
    const files = readdirSync(unpacked)
    expect(files.sort()).toEqual(['changes.json', 'lesson.json', 'recording.pcapng', 'terminals.json', 'topology.json'])
    execFileSync('zip', ['-q', '../files.hopscope', ...files], { cwd: unpacked })
    execFileSync('zip', ['-q', '-r', '-9', 'folder.hopscope', 'unpacked'], { cwd: folder })
    execFileSync('zip', ['-q', '-0', '-fz', '../stored.hopscope', ...files], { cwd: unpacked })
    for (const name of ['files', 'folder', 'stored']) expect(read(join(folder, `${name}.hopscope`))).toEqual(full)
  })
})
