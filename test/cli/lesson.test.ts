import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packetRefOf } from '../../src/core/lesson/packet-ref'
import { writeLessonFile } from '../../src/lesson-file/write-lesson-file'
import { makeLesson } from '../lesson/sample-lesson'
import { runHopscope } from './run-hopscope'

const escape = '\u001b'
let folder = ''
let lesson = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopscope-lesson-'))
  lesson = join(folder, 'lesson.hopscope')
  const { content } = makeLesson('internet', ({ journeys }) => ({
    description: { en: 'How a ping leaves.', ja: 'ping の出かた。' },
    chapters: [{ at: 0, title: { en: `Out${escape}[2J of the bridge`, ja: 'ブリッジの外へ' } }],
    captions: [{ from: 0, to: 1000, text: { en: 'It begins.', ja: '始まります。' } }],
    questions: [
      {
        id: 'q1',
        at: 1000,
        kind: 'order-hops',
        prompt: { en: 'Which way?', ja: 'どの順?' },
        explanation: { en: 'So.', ja: 'こう。' },
        packet: packetRefOf(journeys.find(({ kind }) => kind === 'echo-request')!)!,
      },
    ],
  }))
  writeFileSync(lesson, writeLessonFile(content))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('hopscope lesson', () => {
  it('says what a lesson holds, and lets no escape sequence through', async () => {
    const { exitCode, stdout } = await runHopscope(['lesson', 'info', lesson])
    expect(exitCode).toBe(0)
    for (const text of ['Lesson on internet / internet のレッスン', 'How a ping leaves.', 'order-hops', 'no voice']) {
      expect(stdout).toContain(text)
    }
    expect(stdout).toMatch(/\d+ frames of \d+ packets at \d+ interfaces/)
    expect(stdout).not.toContain(escape)
    const facts = JSON.parse((await runHopscope(['lesson', 'info', lesson, '--json'])).stdout) as object
    expect(facts).toMatchObject({ version: 1, captions: 1, voice: null, questions: [{ kind: 'order-hops', at: 1000 }] })
  })

  it('validates: 0 for a good lesson, 1 with sentences for one to mend, 2 for none', async () => {
    expect(await runHopscope(['lesson', 'validate', lesson])).toMatchObject({
      exitCode: 0,
      stdout: 'The lesson is well.\n',
    })
    const { content } = makeLesson('bridge', () => ({ title: { en: 'Only English', ja: '' } }))
    const unfinished = join(folder, 'unfinished.hopscope')
    writeFileSync(unfinished, writeLessonFile(content))
    expect(await runHopscope(['lesson', 'validate', unfinished])).toMatchObject({
      exitCode: 1,
      stdout: 'title: Its Japanese is missing; the English will be shown.\n',
    })
    const none = join(folder, 'none.hopscope')
    writeFileSync(none, 'no zip')
    const refused = await runHopscope(['lesson', 'validate', none])
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' })
    expect(refused.stderr).toContain(`${none}: This is no lesson`)
  })

  it('exports the story as pcapng beside the lesson', async () => {
    const { exitCode, stdout } = await runHopscope(['lesson', 'export', '--to', 'pcapng', '--language', 'ja', lesson])
    const path = join(folder, 'lesson.pcapng')
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${path}\n` })
    const read = execFileSync('tshark', ['-r', path, '-T', 'fields', '-e', 'frame.comment'], { encoding: 'utf8' })
    expect(read).toContain('始まります。')
  })

  it('prints a worksheet, its map on a landscape page', async () => {
    const pdf = join(folder, 'sheet.pdf')
    const args = ['lesson', 'export', '--to', 'worksheet', '--language', 'ja', '--solutions', '--output', pdf, lesson]
    expect(await runHopscope(args)).toMatchObject({ exitCode: 0, stdout: `${pdf}\n` })
    const printed = readFileSync(pdf, 'latin1')
    expect(printed.startsWith('%PDF-')).toBe(true)
    const sizes = [...printed.matchAll(/\/MediaBox \[0 0 (\d+)[\d.]* (\d+)/g)].map(([, width, height]) => [
      width,
      height,
    ])
    expect(sizes).toContainEqual(['841', '594'])
    expect(sizes.at(-1)).toEqual(['594', '841'])
  })

  it('redacts what it exports', async () => {
    const args = ['lesson', 'export', '--to', 'hopscope', '--redact', lesson]
    const path = join(folder, 'lesson-redacted.hopscope')
    expect(await runHopscope(args)).toMatchObject({ exitCode: 0, stdout: `${path}\n` })
    const { stdout } = await runHopscope(['lesson', 'info', path])
    expect(stdout).toContain('container-a')
    expect(stdout).not.toContain('container1')
    expect((await runHopscope(['lesson', 'validate', path])).exitCode).toBe(0)
  })

  it.each([
    [['lesson', 'export', '--to', 'mp3', 'x'], '--to needs one of'],
    [['lesson', 'export', '--to', 'pcapng', '--language', 'fr', 'x'], '--language needs en or ja, not "fr".'],
    [['lesson', 'info'], 'hopscope lesson info needs FILE.'],
    [['lesson', 'info', 'a', 'b'], 'hopscope lesson info takes one FILE.'],
    [['lesson', 'play', 'a'], 'There is no command "lesson play". Run: hopscope lesson --help'],
    [['lesson', 'info', '/nowhere/x.hopscope'], '/nowhere/x.hopscope cannot be read: there is no such file.'],
  ])('refuses what is wrong (%#)', async (args, message) => {
    const { exitCode, stderr } = await runHopscope(args)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(message)
  })

  it('explains itself', async () => {
    const { stdout } = await runHopscope(['lesson', '--help'])
    for (const name of ['lesson info', 'lesson validate', 'lesson export'])
      expect(stdout).toContain(`hopscope ${name} FILE`)
  })

  it('does not write over what it cannot', async () => {
    const into = join(folder, 'missing', 'x.pcapng')
    const { exitCode, stderr } = await runHopscope(['lesson', 'export', '--to', 'pcapng', '--output', into, lesson])
    expect(exitCode).toBe(2)
    expect(stderr).toContain(`${into} cannot be written`)
    expect(existsSync(into)).toBe(false)
    const before = readFileSync(lesson)
    const over = await runHopscope(['lesson', 'export', '--to', 'hopscope', lesson])
    expect(over).toMatchObject({ exitCode: 2, stdout: '' })
    expect(over.stderr).toContain('This would write over the lesson itself')
    expect(readFileSync(lesson)).toEqual(before)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })
})
