import { describe, expect, it } from 'vitest'
import type { LessonContent } from '../../src/core/lesson/lesson'
import { writeWorksheet } from '../../src/lesson-page/write-worksheet'
import { makeFullLesson } from './full-lesson'

const full = makeFullLesson()
const write = (content: LessonContent, language: 'en' | 'ja' = 'en', hasSolutions = false) =>
  writeWorksheet(content, { language, hasSolutions })

describe('a worksheet', () => {
  it('has the map, the tables, the story and the questions, in both languages', () => {
    const english = write(full)
    const japanese = write(full, 'ja')
    const { interfaces, routes, natRules, namespaces } = full.topology
    for (const page of [english, japanese]) {
      const map = /<svg[\s\S]*<\/svg>/.exec(page)![0]
      for (const { kind, name } of namespaces) if (kind === 'container') expect(map).toContain(`>${name}</text>`)
      for (const { kind, mac } of interfaces) if (kind !== 'loopback') expect(page).toContain(`<td>${mac}</td>`)
      for (const { destination } of routes) expect(page).toContain(`<td>${destination}</td>`)
      for (const { text } of natRules) expect(page).toContain(`<td>${text}</td>`)
    }
    for (const text of ['Two masquerades', 'What now?', 'echo request 172.17.0.2 → 8.8.8.8']) {
      expect(english).toContain(text)
    }
    for (const text of ['2 回のマスカレード', 'どうなる?', 'エコー要求']) expect(japanese).toContain(text)
    expect(english).toContain('<html lang="en">')
    expect(japanese).toContain('<html lang="ja">')
    expect(english.match(/class="line"/g)).toHaveLength(3 + 2)
    expect(english.match(/class="tick"/g)).toHaveLength(2)
  })

  it('tells the answers on the last page only when asked', () => {
    for (const text of ['So it is.', 'The ping leaves through eth0.']) expect(write(full)).not.toContain(text)
    const solved = write(full, 'en', true)
    const answers = solved.slice(solved.indexOf('<section class="solutions">'))
    for (const text of [
      '172.22.1.30',
      'eth0 (container1) → veth',
      'A request',
      'So it is.',
      'The ping leaves through eth0.',
    ])
      expect(answers).toContain(text)
    expect(answers).not.toContain('A reply')
  })

  it('shows hostile texts as texts', () => {
    const hostile = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'&\u202e</style><!--'
    const both = { en: hostile, ja: hostile }
    const { lesson, topology } = full
    const named = JSON.parse(
      JSON.stringify(topology).replaceAll('"name":"container1"', `"name":${JSON.stringify(hostile)}`),
    ) as typeof topology
    const content: LessonContent = {
      ...full,
      topology: {
        ...named,
        natRules: named.natRules.map((rule) => ({ ...rule, text: hostile })),
        interfaces: named.interfaces.map((nic) => ({ ...nic, mac: hostile })),
      },
      lesson: {
        ...lesson,
        title: both,
        description: both,
        chapters: [{ at: 0, title: both }],
        captions: [{ from: 0, to: 10, text: both }],
        questions: lesson.questions.map((question) => ({ ...question, prompt: both, explanation: both })),
      },
    }
    const page = write(content, 'en', true)
    expect(page).not.toMatch(/<script|<img|\u202e|<!--|onerror=alert\(2\)>/)
    expect(page.match(/<\/style>/g)).toHaveLength(1)
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    // Every tag of the page is one of ours.
    const tags = new Set([...page.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag]) => tag))
    expect([...tags].filter((tag) => !ours.has(tag!))).toEqual([])
  })
})

const ours = new Set(
  'html head meta title style body main header h1 h2 h3 small p span br section svg rect path text table thead tbody tr th td ol ul li strong'.split(
    ' ',
  ),
)
