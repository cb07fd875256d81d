import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRecording } from '../../../test/scenes/read-recording'
import type { Journey } from '../journey/journey'
import { compileFilter } from './compile-filter'
import { completeFilter } from './complete-filter'
import { filterFields } from './filter-fields'
import { journeyFacts } from './journey-facts'
import { parseFilter } from './parse-filter'
import { chosenValues, toggleTerm } from './toggle-term'
import { tokenizeFilter } from './tokenize-filter'

const journeys = ['internet', 'traceroute', 'published-port', 'names', 'why-dropped'].flatMap((id) =>
  readRecording(id).journeys.map((journey) => ({ id, journey })),
)

/** How many journeys of each recording pass. */
function count(text: string): Readonly<Record<string, number>> {
  const { filter, problem } = parseFilter(text)
  expect(problem).toBeNull()
  const passes = compileFilter(filter!)
  const found: Record<string, number> = {}
  for (const { id, journey } of journeys) if (passes(journeyFacts(journey))) found[id] = (found[id] ?? 0) + 1
  return found
}

describe('the filter language', () => {
  it.each<[string, Record<string, number>]>([
    ['verdict:lost', { 'why-dropped': 2 }],
    ['verdict:exp', { traceroute: 4 }],
    ['verdict:lost,expired', { 'why-dropped': 2, traceroute: 4 }],
    ['verdict:lost verdict!=lost', {}],
    ['seq:1-2,3 kind!=reply,error ip:8.8.8.8 via:wi-fi packet:1-6', { internet: 3, traceroute: 1 }],
    ['kind:error', { traceroute: 4 }],
    ['kind:dns from:172.17.0.0/16', { names: 2 }],
    ['nat:dnat port:8080 kind:tcp', { 'published-port': 6 }],
    ['container:web hops:5 nat:dnat', { 'published-port': 6 }],
    ['ttl:1-2 kind:request', { traceroute: 2 }],
    ['kind:request hops>=6 via:wi-fi packet<3', { internet: 1 }],
    ['(verdict:lost or kind:dns) -container:container2', { names: 4, 'why-dropped': 2 }],
    ['not (kind:tcp or kind:arp) and not ip:8.8.8.8', { traceroute: 4 }],
    ['"echo-reply" seq:3', { internet: 1 }],
    ['10.0.0.0/8', {}],
    ['machine:windows verdict:expired', { traceroute: 3 }],
    ['time>1s', {}],
    ['via:"vEthernet (WSL)" kind:dns', { names: 4 }],
  ])('%s', (text, expected) => {
    expect(count(text)).toEqual(expected)
  })

  it('lets all pass that is not asked for, and asks for everything without a text', () => {
    expect(Object.values(count('')).reduce((sum, each) => sum + each, 0)).toBe(journeys.length)
    const lost = count('verdict:lost')
    const others = count('-verdict:lost')
    const all = [...Object.values(lost), ...Object.values(others)].reduce((sum, each) => sum + each, 0)
    expect(all).toBe(journeys.length)
  })

  it.each([
    ['verdct:lost', 'unknown-key', 0, 6, { value: 'verdct', suggestion: 'verdict' }],
    ['a verdict:gone', 'unknown-word', 10, 14, { value: 'gone' }],
    ['verdict:lsot', 'unknown-word', 8, 12, { suggestion: 'lost' }],
    ['xyzzy:1', 'unknown-key', 0, 5, { suggestion: '' }],
    ['ttl<', 'missing-value', 0, 4, { value: 'ttl' }],
    ['ttl<many', 'bad-number', 4, 8, { value: 'many' }],
    ['time>10', 'bad-duration', 5, 7, { value: '10' }],
    ['ip:8.8.8', 'bad-address', 3, 8, { value: '8.8.8' }],
    ['container>web', 'no-comparison', 0, 13, { value: 'container' }],
    ['verdict:lost,gone', 'unknown-word', 13, 17, { value: 'gone' }],
    ['port:80,', 'missing-value', 0, 8, { value: 'port' }],
    ['"echo', 'open-quote', 0, 5, {}],
    ['(a or b', 'open-parenthesis', 0, 1, {}],
    ['a or b)', 'lone-parenthesis', 6, 7, {}],
    ['a or', 'missing-term', 4, 4, {}],
    ['or a', 'missing-term', 0, 2, {}],
  ])('%s is wrong at the very place', (text, code, start, end, values) => {
    expect(parseFilter(text)).toMatchObject({ filter: null, problem: { code, start, end, values } })
  })

  it('reads any text in little time, and never throws', () => {
    const word = fc.constantFrom(
      '(',
      ')',
      'or',
      'and',
      'not',
      '-',
      '"',
      ':',
      'ttl<',
      'ip:',
      '::1',
      'verdict:',
      ' ',
      'é',
      '<=',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(word, { maxLength: 200 }).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(text, fc.nat(), (given, caret) => {
        const { filter, problem } = parseFilter(given)
        if (filter === null) {
          expect(problem.start).toBeLessThanOrEqual(problem.end)
          expect(problem.end).toBeLessThanOrEqual(given.length)
        } else {
          for (const { journey } of journeys.slice(0, 5)) compileFilter(filter)(journeyFacts(journey))
        }
        const tokens = tokenizeFilter(given)
        expect(
          tokens.every((token, index) => token.end > token.start && token.start >= (tokens[index - 1]?.end ?? 0)),
        ).toBe(true)
        completeFilter(given, Math.min(caret, given.length), {})
      }),
      { numRuns: 500 },
    )
    const deep = '('.repeat(100_000)
    expect(parseFilter(deep).problem?.code).toBe('too-deep')
    expect(parseFilter('a '.repeat(50_000)).problem).toBeNull()
  })

  it('finds the facts of a journey once', () => {
    const { journey } = journeys[0]! as { readonly journey: Journey }
    expect(journeyFacts(journey)).toBe(journeyFacts(journey))
  })
})

describe('completion', () => {
  const texts = (text: string, caret = text.length, known = {}) =>
    completeFilter(text, caret, known).map((each) => each.text)

  it('offers keys, then the values of a key', () => {
    expect(texts('')).toHaveLength(filterFields.length)
    expect(texts('ver')).toEqual(['verdict:'])
    expect(texts('verdict:')).toContain('verdict:lost')
    expect(texts('a verdict:lo b', 12)).toEqual(['verdict:lost'])
    expect(texts('time')).toEqual(['time>'])
  })

  it('offers the names that the packets have, in quotes where they need them', () => {
    const known = { via: ['docker0', 'vEthernet (WSL)'] }
    expect(texts('via:', 4, known)).toEqual(['via:docker0', 'via:"vEthernet (WSL)"'])
    expect(texts('via:WSL', 7, known)).toEqual(['via:"vEthernet (WSL)"'])
    expect(texts('via:docker0', 11, known)).toEqual([])
  })

  it('leaves numbers and what is done alone', () => {
    expect(texts('ttl<5')).toEqual([])
    expect(texts('no:thing')).toEqual([])
  })
})

describe('menus', () => {
  it('put terms into the text and take them out', () => {
    let text = toggleTerm('8.8.8.8', 'verdict', 'lost')
    expect(text).toBe('8.8.8.8 verdict:lost')
    text = toggleTerm(text, 'verdict', 'expired')
    expect(text).toBe('8.8.8.8 verdict:expired')
    expect(chosenValues(text, 'verdict')).toEqual(['expired'])
    expect(toggleTerm(text, 'verdict', 'expired')).toBe('8.8.8.8')
  })

  it('leave what was written by hand as it is', () => {
    expect(toggleTerm('verdict:lost or kind:dns', 'container', 'my web')).toBe(
      '(verdict:lost or kind:dns) container:"my web"',
    )
    expect(toggleTerm('-verdict:lost', 'verdict', 'lost')).toBe('-verdict:lost verdict:lost')
    expect(chosenValues('(verdict:lost)', 'verdict')).toEqual([])
  })
})
