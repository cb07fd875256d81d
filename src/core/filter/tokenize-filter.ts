/** A piece of a filter's text; `start` and `end` are offsets into it. */
export interface FilterToken {
  readonly kind: 'open' | 'close' | 'not' | 'and' | 'or' | 'term'
  readonly start: number
  readonly end: number
  /** Of a term: the key before `:`, `=`, `<` …, and where it ends; null for a bare word. */
  readonly key: string | null
  readonly comparison: '' | ':' | '=' | '!=' | '<' | '>' | '<=' | '>='
  /** The value without quotes. */
  readonly value: string
  readonly valueStart: number
  readonly isQuoted: boolean
  /** A quote was opened and not closed. */
  readonly isOpen: boolean
}

const keyPattern = /[a-zA-Z][a-zA-Z-]*(?=!=|[:=<>])/y
const comparisonPattern = /!=|<=|>=|[:=<>]/y
const blank = /\s/

/** Cuts a filter's text into tokens, in one pass and time that grows with its length. */
export function tokenizeFilter(text: string): FilterToken[] {
  const tokens: FilterToken[] = []
  let at = 0
  while (at < text.length) {
    const character = text[at]!
    if (blank.test(character)) {
      at++
    } else if (character === '(' || character === ')') {
      tokens.push({ ...empty, kind: character === '(' ? 'open' : 'close', start: at, end: at + 1 })
      at++
    } else if ((character === '-' || character === '!') && at + 1 < text.length && !blank.test(text[at + 1]!)) {
      tokens.push({ ...empty, kind: 'not', start: at, end: at + 1 })
      at++
    } else {
      const token = readTerm(text, at)
      tokens.push(token)
      at = token.end
    }
  }
  return tokens
}

const empty = { key: null, comparison: '', value: '', valueStart: 0, isQuoted: false, isOpen: false } as const

const words = new Map([
  ['and', 'and'],
  ['or', 'or'],
  ['not', 'not'],
] as const)

function readTerm(text: string, start: number): FilterToken {
  keyPattern.lastIndex = start
  const key = keyPattern.exec(text)?.[0] ?? null
  let at = start + (key?.length ?? 0)
  let comparison: FilterToken['comparison'] = ''
  if (key !== null) {
    comparisonPattern.lastIndex = at
    comparison = comparisonPattern.exec(text)![0] as FilterToken['comparison']
    at += comparison.length
  }
  const valueStart = at
  if (text[at] === '"') {
    const close = text.indexOf('"', at + 1)
    const end = close < 0 ? text.length : close
    const value = text.slice(at + 1, end)
    const isOpen = close < 0
    return {
      kind: 'term',
      start,
      end: isOpen ? end : end + 1,
      key,
      comparison,
      value,
      valueStart,
      isQuoted: true,
      isOpen,
    }
  }
  while (at < text.length && !blank.test(text[at]!) && text[at] !== '(' && text[at] !== ')') at++
  const value = text.slice(valueStart, at)
  const word = key === null ? words.get(value.toLowerCase() as 'and') : undefined
  return { ...empty, kind: word ?? 'term', start, end: at, key, comparison, value, valueStart }
}
