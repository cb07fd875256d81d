import { describe, expect, it } from 'vitest'
import { captureSentenceInJapanese } from './capture-sentences-in-japanese'
import { en } from './en'
import { gapInJapanese } from './gaps-in-japanese'
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
const recordingSources = import.meta.glob<string>(['../../core/recording/*.ts', '!../../**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
})
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
  const literal = [...all.matchAll(/['"`]([a-zA-Z]+\.(?:[a-zA-Z0-9-]|\$\{[^}]+\}|\.)+)['"`]/g)].map(
    (match) => match[1]!,
  )
  return literal.map((key) => {
    const pattern = key.replaceAll('.', '\\.').replace(/\$\{[^}]+\}/g, '[a-zA-Z0-9-]+')
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
      [
        ...source.matchAll(
          /(?:code: (?!'[a-z0-9-]+',\s*text)|describeProblem\(\s*|requestError\(\s*)'([a-z][a-z-]+)'/g,
        ),
      ].map((match) => match[1]!),
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

  it('cover everything that discovery may fail to learn', () => {
    const union = /export type GapCode =([^;]+?)\n\n/.exec(
      Object.entries(tracerSources).find(([file]) => file.endsWith('/topology-part.ts'))?.[1] ?? '',
    )
    const gaps = [...(union?.[1] ?? '').matchAll(/'([a-z0-9-]+)'/g)].map((match) => match[1]!)
    expect(gaps.length).toBeGreaterThan(10)
    const gap = (code: string) => ({ machine: 'linux', reason: '', command: null, code, values: {} })
    expect(gaps.filter((code) => !japanese.test(gapInJapanese(gap(code)) ?? ''))).toEqual([])
  })

  it('tell why discovery failed, and leave what older recordings say as it is', () => {
    const values = { reason: 'Docker does not answer.', cause: 'no-docker', address: 'unix:///run/docker.sock' }
    const gap = { machine: 'linux', reason: 'Containers are unknown: …', command: null }
    expect(gapInJapanese({ ...gap, code: 'no-containers', values })).toBe(
      'コンテナの一覧を取得できません。Docker（unix:///run/docker.sock）が応答しないため、コンテナを見つけられません。',
    )
    expect(
      gapInJapanese({ ...gap, code: 'no-routes', values: { command: 'ip -j route', reason: 'exit code 1' } }),
    ).toBe('経路が分かりません。「ip -j route」が失敗しました（exit code 1）。')
    expect(gapInJapanese(gap)).toBeNull()
  })

  it('cover everything that readers of capture files say', () => {
    const said = Object.values(recordingSources).flatMap((source) => [
      ...source.matchAll(/(?:warning|CaptureFormatError|stop)\(\s*(?:'([^']+)'|`([^`]+)`)/g),
    ])
    expect(said.length).toBeGreaterThan(15)
    const sentences = said.map((match) => match[1] ?? match[2]!.replace(/\$\{[^}]+\}/g, '7'))
    expect(sentences.filter((sentence) => !japanese.test(captureSentenceInJapanese(sentence)))).toEqual([])
    expect(
      captureSentenceInJapanese(
        'The file is damaged at byte 64: a block claims to be 7 bytes long. The 3 packets before it were read.',
      ),
    ).toBe(
      'ファイルが 64 バイト目で壊れています（ブロックの長さが 7 バイトとされています）。それより前の 3 パケットは読み込みました。',
    )
  })

  it('cover every reason for a doubtful match', () => {
    const reasons = [...matchSource.matchAll(/'([A-Z][^'\n]+\.)'/g)].map((match) => match[1]!)
    expect(reasons.length).toBeGreaterThan(2)
    expect(reasons.filter((reason) => !japanese.test(matchReasonInJapanese(reason)))).toEqual([])
  })
})
