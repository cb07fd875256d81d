import { describe, expect, it } from 'vitest'
import { en } from './en'
import { ja } from './ja'
import { matchReasonInJapanese } from './match-reasons-in-japanese'
import { problemInJapanese } from './problems-in-japanese'

interface Texts {
  readonly [key: string]: string | Texts
}

const rendererSources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.ts', '!./**/*.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
})
const tracerSources = import.meta.glob<string>(
  ['../../{tracer,contract,serve}/**/*.ts', '!../../**/*.test.ts', '!../../**/scripted-*.ts'],
  { query: '?raw', import: 'default', eager: true },
)
const matchSource = Object.values(
  import.meta.glob<string>('../../core/journey/describe-match.ts', { query: '?raw', import: 'default', eager: true }),
).join()

const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/u

function flatten(texts: Texts, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  )
}

/** English tells one from many, Japanese does not. */
function withoutPlural(key: string): string {
  return key.replace(/_(one|other)$/, '')
}

/** The keys that the screen asks for; a `${…}` in one stands for any word. */
function usedKeys(): RegExp[] {
  const all = Object.values(rendererSources).join('\n')
  const literal = [...all.matchAll(/['"`]([a-zA-Z]+\.(?:[a-zA-Z-]|\$\{[^}]+\}|\.)+)['"`]/g)].map((match) => match[1]!)
  return literal.map((key) => {
    const pattern = key.replaceAll('.', '\\.').replace(/\$\{[^}]+\}/g, '[a-zA-Z-]+')
    return new RegExp(`^${pattern}$`)
  })
}

const english = flatten(en)
const translated = flatten(ja)

describe('the texts of the screen', () => {
  it('have the same keys in both languages', () => {
    const keys = (texts: Map<string, string>) => [...new Set([...texts.keys()].map(withoutPlural))].sort()
    expect(keys(translated)).toEqual(keys(english))
  })

  it('name the same values in both languages', () => {
    const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()
    for (const [key, text] of translated) {
      const original = english.get(key) ?? english.get(`${withoutPlural(key)}_other`) ?? ''
      expect([key, values(text)]).toEqual([key, values(original)])
    }
  })

  it('have one and many for everything that is counted in English', () => {
    for (const key of english.keys()) {
      if (key.endsWith('_one')) expect(english.has(key.replace(/_one$/, '_other'))).toBe(true)
      if (key.endsWith('_other')) expect(english.has(key.replace(/_other$/, '_one'))).toBe(true)
    }
  })

  it('are all used', () => {
    const patterns = usedKeys()
    const unused = [...new Set([...english.keys()].map(withoutPlural))].filter(
      (key) => !patterns.some((pattern) => pattern.test(key)),
    )
    expect(unused).toEqual([])
  })

  it('are Japanese where they are words', () => {
    const alike = [...translated].filter(([key, text]) => english.get(key) === text && !japanese.test(text))
    const words = alike
      .filter(([, text]) => /[a-z]{3,}/i.test(text.replace(/\{\{\w+\}\}/g, '')))
      .map(([, text]) => text)
    const names =
      /^(Hopscope|Ping|ping|traceroute|SNAT|DNAT|MASQUERADE|MAC|MTU|PID|TCP|UDP|ARP|DNS|docker|ip |iptables|TTL)/
    expect(words.filter((text) => !names.test(text))).toEqual([])
  })
})

describe('the tracer’s sentences in Japanese', () => {
  const codes = new Set(
    Object.values(tracerSources).flatMap((source) =>
      [...source.matchAll(/(?:code: |describeProblem\(\s*|requestError\(\s*)'([a-z][a-z-]+)'/g)].map(
        (match) => match[1]!,
      ),
    ),
  )

  it('cover every code', () => {
    expect(codes.size).toBeGreaterThan(20)
    const missing = [...codes].filter((code) => {
      const sentence = problemInJapanese({ code, message: '', values: {}, command: null })
      return sentence === null || !japanese.test(sentence)
    })
    expect(missing).toEqual([])
  })

  it('name the tool that is missing', () => {
    const problem = { code: 'no-ping', message: '', values: { tool: 'ping', machine: 'wsl:Ubuntu' }, command: null }
    expect(problemInJapanese(problem)).toBe('wsl:Ubuntu に ping が入っていないため、ここから ping を送れません。')
  })

  it('leave what nobody translated to the tracer', () => {
    expect(problemInJapanese({ code: '__proto__', message: '', values: {}, command: null })).toBeNull()
  })

  it('cover every reason for a doubtful match', () => {
    const reasons = [...matchSource.matchAll(/'([A-Z][^'\n]+\.)'/g)].map((match) => match[1]!)
    expect(reasons.length).toBeGreaterThan(2)
    expect(reasons.filter((reason) => !japanese.test(matchReasonInJapanese(reason)))).toEqual([])
  })
})
