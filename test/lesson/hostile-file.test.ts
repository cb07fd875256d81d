import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RequestError } from '../../src/contract/messages'
import type { Lesson } from '../../src/core/lesson/lesson'
import { writeResultSheet } from '../../src/core/lesson/result-sheet'
import { writeStoryCapture } from '../../src/core/lesson/write-story-capture'
import { readLessonPackets } from '../../src/core/lesson/read-packets'
import { readLessonFile } from '../../src/lesson-file/read-lesson-file'
import { writeLessonFile } from '../../src/lesson-file/write-lesson-file'
import { makeFullLesson } from './full-lesson'

const full = makeFullLesson()
const good = writeLessonFile(full)
const parts = unzipSync(good)

/** The lesson's archive with some of its files replaced, added (by name), or left out (null). */
function pack(changes: Readonly<Record<string, Uint8Array | string | null>>): Uint8Array {
  const files: Zippable = {}
  for (const [name, content] of Object.entries({ ...parts, ...changes })) {
    if (content !== null) files[name] = typeof content === 'string' ? strToU8(content) : content
  }
  return zipSync(files)
}

const withLesson = (change: (lesson: Record<string, unknown>) => void): Uint8Array => {
  const lesson = JSON.parse(JSON.stringify(full.lesson)) as Record<string, unknown>
  change(lesson)
  return pack({ 'lesson.json': JSON.stringify(lesson) })
}

/** What reading a file says; the test fails when it is no sentence for the user. */
function refusal(bytes: Uint8Array): string {
  try {
    readLessonFile(bytes)
  } catch (error) {
    if (error instanceof RequestError) return `${error.problem.code}: ${error.message}`
    throw error
  }
  return 'it opens'
}

/** Where the archive's directory has its entry of a file. */
function findEntry(bytes: Uint8Array, name: string): number {
  const wanted = Buffer.from(name)
  const archive = Buffer.from(bytes)
  let at = archive.indexOf(wanted)
  for (let next = at; next >= 0; next = archive.indexOf(wanted, next + 1)) at = next
  return at - 46
}

function patch(bytes: Uint8Array, at: number, value: number, length: 1 | 2 | 4): Uint8Array {
  const patched = Buffer.from(bytes)
  patched.writeUIntLE(value, at, length)
  return new Uint8Array(patched)
}

let folder = ''
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'hopscope-hostile-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a hostile lesson file is refused by the name of the part', () => {
  it.each([['../lesson.json'], ['x/../../lesson.json'], ['/etc/passwd'], ['C:\\Windows\\x'], ['..\\..\\x'], ['a\0b']])(
    'whose name leads out: %j',
    (name) => {
      expect(refusal(pack({ [name]: 'x' }))).toMatch(/^lesson-damaged: .*its name leads out of the lesson/)
    },
  )

  it('that is there twice, once in a folder', () => {
    expect(refusal(pack({ 'again/lesson.json': parts['lesson.json']! }))).toContain('lesson.json: is there twice')
    const twice = pack({ 'lesson.jsox': 'x' })
    const renamed = patch(twice, findEntry(twice, 'lesson.jsox') + 46 + 10, 'n'.charCodeAt(0), 1)
    expect(refusal(renamed)).toMatch(/"lesson\.json": is there twice/)
  })

  it('that is deeper than one folder is passed over, and so are other files', () => {
    const nested = Object.fromEntries(Object.entries(parts).map(([name, content]) => [`a/b/${name}`, content]))
    expect(refusal(zipSync(nested))).toContain('lesson.json: is missing')
    expect(readLessonFile(pack({ 'notes.txt': 'mine', '__MACOSX/._lesson.json': 'x' }))).toEqual(full)
  })

  it('that is a bomb, honest or lying', () => {
    const zeros = new Uint8Array(80 * 1024 * 1024)
    expect(refusal(pack({ 'lesson.json': zeros }))).toMatch(/^lesson-too-large: .*lesson\.json has more than 64 MiB/)
    const bomb = pack({ 'changes.json': zeros })
    const lie = patch(bomb, findEntry(bomb, 'changes.json') + 24, 1000, 4)
    expect(refusal(lie)).toContain('changes.json: has more bytes than the archive says')
    const boast = patch(good, findEntry(good, 'lesson.json') + 24, 60 * 1024 * 1024, 4)
    expect(refusal(boast)).toMatch(/lesson\.json: has \d+ bytes, and the archive says 62914560/)
    const many = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`${index}.txt`, 'x']))
    expect(refusal(pack(many))).toContain('the archive: has more than 64 entries')
  })

  it('that is encrypted, packed otherwise, damaged or elsewhere', () => {
    const entry = findEntry(good, 'topology.json')
    expect(refusal(patch(good, entry + 8, 1, 2))).toContain('topology.json: is encrypted')
    expect(refusal(patch(good, entry + 10, 99, 2))).toContain('topology.json: is packed in a way that is not read here')
    expect(refusal(patch(good, entry + 16, 1, 4))).toContain('topology.json: is not what was packed')
    expect(refusal(patch(good, entry + 42, 5, 4))).toContain('topology.json: is not where the archive says')
    expect(refusal(patch(good, entry + 20, 0x7fffffff, 4))).toContain('topology.json: is cut off')
    const path = join(folder, 'secret.hopscope')
    writeFileSync(join(folder, 'lesson.json'), parts['lesson.json']!)
    execFileSync('zip', ['-q', '-j', '-P', 'password', path, join(folder, 'lesson.json')])
    expect(refusal(new Uint8Array(readFileSync(path)))).toContain('lesson.json: is encrypted')
  })

  it('that was cut off anywhere', () => {
    for (const share of [0, 0.01, 0.3, 0.6, 0.9, 0.999]) {
      expect(refusal(good.subarray(0, Math.floor(good.length * share)))).toMatch(/^(?:no-lesson|lesson-damaged): /)
    }
    expect(refusal(good.subarray(0, good.length - 1))).toContain('the archive: it is cut off')
  })

  it.each(['lesson.json', 'recording.pcapng', 'topology.json'])('that lacks %s', (part) => {
    expect(refusal(pack({ [part]: null }))).toBe(`lesson-damaged: The lesson is damaged: ${part}: is missing.`)
  })

  it('whose JSON is none, too deep, or of another shape', () => {
    expect(refusal(pack({ 'lesson.json': '{' }))).toMatch(/lesson\.json: .*JSON/)
    expect(refusal(pack({ 'topology.json': '[]' }))).toContain('topology.json: ')
    expect(refusal(pack({ 'lesson.json': Uint8Array.of(0xff, 0xfe, 0x7b) }))).toContain('lesson.json: ')
    expect(refusal(pack({ 'lesson.json': '['.repeat(3_000_000) }))).toContain('lesson.json: ')
    const deep = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`
    expect(refusal(pack({ 'changes.json': `[{"at":0,"topology":${deep}}]` }))).toContain('changes.json')
    expect(refusal(pack({ 'terminals.json': '[{"at":-1}]' }))).toContain('terminals.json: [0]')
    expect(refusal(pack({ 'recording.pcapng': 'MZ' }))).toContain('recording.pcapng: ')
    expect(refusal(pack({ 'narration.webm': '<script>' }))).toContain('narration.webm: is no WebM')
  })

  it.each<readonly [string, (lesson: Record<string, unknown>) => void, RegExp]>([
    ['format', (lesson) => (lesson['format'] = 'cat-video'), /lesson\.json: format: this is no lesson/],
    ['version', (lesson) => (lesson['version'] = 2), /^lesson-too-new: .*newer Hopscope/],
    ['version', (lesson) => (lesson['version'] = '1'), /lesson\.json: version/],
    ['title', (lesson) => (lesson['title'] = 'a text'), /lesson\.json: title/],
    ['title', (lesson) => (lesson['title'] = { en: 'x'.repeat(10_000), ja: '' }), /lesson\.json: title\.en/],
    ['duration', (lesson) => (lesson['duration'] = 1e300), /lesson\.json: duration/],
    ['captions', (lesson) => (lesson['captions'] = [{ from: 2, to: 1, text: { en: '', ja: '' } }]), /captions\[0\]/],
    [
      'cuts',
      (lesson) => (lesson['cuts'] = Array.from({ length: 30_000 }, () => ({ from: 0, to: 1 }))),
      /lesson\.json: cuts/,
    ],
    ['questions', (lesson) => (lesson['questions'] = [{ kind: 'rude' }]), /lesson\.json: questions\[0\]\.kind/],
    [
      'questions',
      (lesson) => (lesson['questions'] = [full.lesson.questions[0], full.lesson.questions[0]]),
      /questions\[1\]\.id: source is there twice/,
    ],
    ['id', (lesson) => (lesson['id'] = '../../etc/passwd'), /lesson\.json: id/],
  ])('whose %s is wrong (%#)', (_, change, sentence) => {
    expect(refusal(withLesson(change))).toMatch(sentence)
  })

  it('takes nothing from __proto__, and gives it to nobody', () => {
    const text = JSON.stringify(full.lesson).replace(/^\{/, '{"__proto__":{"polluted":true},"constructor":{"x":1},')
    const topology = JSON.stringify({
      ...full.topology,
      gaps: [{ machine: full.topology.machines[0]!.id, reason: 'x', command: null, values: {} }],
    }).replace('"values":{}', '"values":{"__proto__":"polluted","reason":"x"}')
    const { lesson, topology: map } = readLessonFile(pack({ 'lesson.json': text, 'topology.json': topology }))
    expect(lesson).toEqual(full.lesson)
    for (const value of [{}, lesson, map.gaps[0]!.values]) {
      expect((value as Record<string, unknown>)['polluted']).toBeUndefined()
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    }
  })

  it('or opened: whatever is changed in it, and nothing is written', () => {
    const before = readdirSync('.').sort()
    const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), fc.nat(good.length), (changes, kept) => {
        const bytes = good.slice()
        for (const [at, value] of changes) bytes[at] = value
        refusal(bytes)
        refusal(bytes.subarray(0, kept))
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        refusal(noise)
        refusal(Uint8Array.of(0x50, 0x4b, 3, 4, ...noise))
        refusal(pack({ 'lesson.json': noise }))
      }),
      { numRuns: 200 },
    )
    expect(readdirSync('.').sort()).toEqual(before)
  })

  it('or of the right shape with any JSON in it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(full.lesson)), fc.jsonValue(), (key, value) => {
        refusal(withLesson((lesson) => (lesson[key] = value)))
        refusal(pack({ 'topology.json': JSON.stringify({ ...full.topology, [key]: value }) }))
        refusal(pack({ 'changes.json': JSON.stringify(value), 'terminals.json': JSON.stringify([value]) }))
      }),
      { numRuns: 100 },
    )
  })
})

describe('a script in a lesson’s texts is a text', () => {
  const script = '<script>alert(1)</script>'
  const formula = '=HYPERLINK("http://192.0.2.1")'
  const both = (text: string) => ({ en: text, ja: text })

  it('in its file, in Wireshark’s comments and in the result sheet', () => {
    const lesson: Lesson = { ...full.lesson, captions: [{ from: 0, to: 5000, text: both(script) }] }
    const content = readLessonFile(writeLessonFile({ ...full, lesson }))
    expect(content.lesson.captions[0]!.text.en).toBe(script)
    const { comments } = readLessonPackets({ ...content, capture: writeStoryCapture(content, 'en') })
    expect([...comments.values()].join('\n')).toContain(script)
    const sheet = writeResultSheet(
      formula,
      '@name',
      [{ question: 'q', prompt: `${script}\n"`, answer: '+1', truth: '-1', isRight: false, took: 1 }],
      'en',
    )
    for (const cell of sheet.split(/[,\r\n]/)) expect(cell.replace(/^"/, '')).not.toMatch(/^[=+\-@]/)
  })
})
