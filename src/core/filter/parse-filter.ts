import { parseCidr } from '../topology/cidr'
import { filterField, filterFields, type FilterField, type FilterKey } from './filter-fields'
import type { FilterNode, FilterProblem, FilterTest, NumberRange, ParsedFilter } from './filter-node'
import { nearestWord } from './nearest-word'
import { tokenizeFilter, type FilterToken } from './tokenize-filter'

/** Brackets within brackets beyond this are a mistake, and would cost the stack. */
const deepest = 50

/**
 * Reads a filter: words and `key:value` terms, one after the other (and), `or`, `not` or a leading minus, parentheses and
 * quotes. Total: any text is either a filter or a problem that says where it is wrong.
 */
export function parseFilter(text: string): ParsedFilter {
  try {
    return { filter: new Parser(text).parse(), problem: null }
  } catch (error) {
    if (!(error instanceof FilterError)) throw error
    return { filter: null, problem: error.problem }
  }
}

class FilterError extends Error {
  constructor(readonly problem: FilterProblem) {
    super(problem.code)
  }
}

function fail(
  at: Pick<FilterToken, 'start' | 'end'>,
  code: FilterProblem['code'],
  values: Record<string, string> = {},
): never {
  throw new FilterError({ start: at.start, end: at.end, code, values })
}

class Parser {
  readonly #tokens: readonly FilterToken[]
  #at = 0
  #depth = 0

  constructor(private readonly text: string) {
    this.#tokens = tokenizeFilter(text)
  }

  parse(): FilterNode {
    if (this.#tokens.length === 0) return { kind: 'all' }
    const node = this.#or()
    const left = this.#tokens[this.#at]
    if (left !== undefined) fail(left, 'lone-parenthesis')
    return node
  }

  #or(): FilterNode {
    const parts = [this.#and()]
    while (this.#tokens[this.#at]?.kind === 'or') {
      this.#at++
      parts.push(this.#and())
    }
    return parts.length === 1 ? parts[0]! : { kind: 'or', parts }
  }

  #and(): FilterNode {
    const parts = [this.#not()]
    for (let next = this.#tokens[this.#at]; next !== undefined; next = this.#tokens[this.#at]) {
      if (next.kind === 'or' || next.kind === 'close') break
      if (next.kind === 'and') this.#at++
      parts.push(this.#not())
    }
    return parts.length === 1 ? parts[0]! : { kind: 'and', parts }
  }

  #not(): FilterNode {
    let isNegated = false
    while (this.#tokens[this.#at]?.kind === 'not') {
      isNegated = !isNegated
      this.#at++
    }
    const part = this.#primary()
    return isNegated ? { kind: 'not', part } : part
  }

  #primary(): FilterNode {
    const token = this.#tokens[this.#at]
    if (token === undefined) return fail({ start: this.text.length, end: this.text.length }, 'missing-term')
    this.#at++
    if (token.kind === 'term') return readTerm(token)
    if (token.kind === 'close') return fail(token, 'lone-parenthesis')
    if (token.kind !== 'open') return fail(token, 'missing-term')
    if (++this.#depth > deepest) fail(token, 'too-deep')
    const node = this.#or()
    if (this.#tokens[this.#at]?.kind !== 'close') fail(token, 'open-parenthesis')
    this.#at++
    this.#depth--
    return node
  }
}

function readTerm(token: FilterToken): FilterNode {
  if (token.isOpen) fail(token, 'open-quote')
  if (token.key === null) {
    const network = !token.isQuoted && token.value.includes('/') ? parseCidr(token.value) : null
    if (network !== null) return { kind: 'term', key: 'ip', test: { kind: 'address', network } }
    return { kind: 'text', part: token.value.toLowerCase() }
  }
  const field = filterField(token.key)
  // An IPv6 address holds colons and is no key.
  if (field === null && !token.isQuoted && token.comparison === ':') {
    const network = parseCidr(`${token.key}:${token.value}`)
    if (network !== null) return { kind: 'term', key: 'ip', test: { kind: 'address', network } }
  }
  if (field === null) {
    const keys = filterFields.map(({ key }) => key)
    return fail({ start: token.start, end: token.start + token.key.length }, 'unknown-key', {
      value: token.key,
      expected: keys.join(', '),
      suggestion: nearestWord(token.key, keys) ?? '',
    })
  }
  if (token.value === '') fail({ start: token.start, end: token.end }, 'missing-value', { value: field.key })
  const node = readValues(field, token)
  return token.comparison === '!=' ? { kind: 'not', part: node } : node
}

/** One value, or several with commas between them, of which one must hold. */
function readValues(field: FilterField & { readonly key: FilterKey }, token: FilterToken): FilterNode {
  const { key, type } = field
  const values = token.isQuoted || type.kind === 'name' ? [token.value] : token.value.split(',')
  let valueStart = token.valueStart
  const parts = values.map((value): FilterNode => {
    const end = values.length === 1 ? token.end : valueStart + value.length
    const part = { ...token, value, valueStart, end }
    valueStart = end + 1
    if (value === '') fail({ start: token.start, end: Math.max(end, token.start + 1) }, 'missing-value', { value: key })
    return { kind: 'term', key, test: readTest(field, part) }
  })
  return parts.length === 1 ? parts[0]! : { kind: 'or', parts }
}

function readTest(field: FilterField & { readonly key: FilterKey }, token: FilterToken): FilterTest {
  const { type } = field
  const at = { start: token.valueStart, end: token.end }
  const { value, comparison } = token
  const isEqual = isEquality(comparison)
  if (!isEqual && type.kind !== 'number' && type.kind !== 'duration') {
    return fail({ start: token.start, end: token.end }, 'no-comparison', { value: field.key })
  }
  switch (type.kind) {
    case 'name':
      return { kind: 'name', part: value.toLowerCase() }
    case 'address': {
      const network = parseCidr(value)
      return network === null ? fail(at, 'bad-address', { value }) : { kind: 'address', network }
    }
    case 'word': {
      const words = type.words.filter((each) => each.startsWith(value.toLowerCase()))
      if (words.length === 0) {
        const suggestion = nearestWord(value, type.words) ?? ''
        return fail(at, 'unknown-word', { value, expected: type.words.join(', '), suggestion })
      }
      return { kind: 'word', words }
    }
    case 'number':
    case 'duration': {
      const read = type.kind === 'number' ? readNumber : readDuration
      const range = readRange(value, comparison, read)
      return range === null
        ? fail(at, type.kind === 'number' ? 'bad-number' : 'bad-duration', { value })
        : { kind: 'number', range }
    }
  }
}

function isEquality(comparison: FilterToken['comparison']): boolean {
  return comparison === ':' || comparison === '=' || comparison === '!='
}

function readRange(
  value: string,
  comparison: FilterToken['comparison'],
  read: (text: string) => number | null,
): NumberRange | null {
  const dash = value.indexOf('-')
  if (dash > 0 && isEquality(comparison)) {
    const [low, high] = [read(value.slice(0, dash)), read(value.slice(dash + 1))]
    return low === null || high === null ? null : { low, high }
  }
  const number = read(value)
  if (number === null) return null
  switch (comparison) {
    case '<':
      return { low: -Infinity, high: below(number) }
    case '<=':
      return { low: -Infinity, high: number }
    case '>':
      return { low: above(number), high: Infinity }
    case '>=':
      return { low: number, high: Infinity }
    case ':':
    case '=':
    case '!=':
    case '':
      return { low: number, high: number }
  }
}

/** All numbers and all times in nanoseconds are whole. */
const below = (number: number): number => Math.ceil(number) - 1
const above = (number: number): number => Math.floor(number) + 1

function readNumber(text: string): number | null {
  return /^\d{1,10}$/.test(text) ? Number(text) : null
}

const units: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9 }

function readDuration(text: string): number | null {
  const match = /^(\d{1,9}(?:\.\d{1,9})?)(ns|us|µs|μs|ms|s)$/.exec(text.toLowerCase())
  return match === null ? null : Number(match[1]) * units[match[2]!]!
}
