import { quoted } from './complete-filter'
import type { FilterKey } from './filter-fields'
import { tokenizeFilter, type FilterToken } from './tokenize-filter'

/** The values that a filter asks of a key at its top, for menus that show what is chosen. */
export function chosenValues(text: string, key: FilterKey): readonly string[] {
  return termsOf(text, key).flatMap(({ value }) => (value === '' ? [] : [value]))
}

/** The filter with `key:value` added, or taken out when it is there; another value of the same key is replaced. */
export function toggleTerm(text: string, key: FilterKey, value: string): string {
  const terms = termsOf(text, key)
  const isChosen = terms.some((term) => term.value === value)
  let rest = text
  for (const { start, end } of terms.toReversed()) rest = rest.slice(0, start) + rest.slice(end)
  rest = rest.trim().replace(/\s{2,}/g, ' ')
  if (isChosen) return rest
  // What stands beside an `or` would otherwise belong to its last part only.
  const kept = /(^|\s)or(\s|$)/i.test(rest) && !rest.startsWith('(') ? `(${rest})` : rest
  return [kept, `${key}:${quoted(value)}`].filter((part) => part !== '').join(' ')
}

function termsOf(text: string, key: FilterKey): FilterToken[] {
  const tokens = tokenizeFilter(text)
  let depth = 0
  return tokens.filter((token, index) => {
    if (token.kind === 'open') depth++
    if (token.kind === 'close') depth--
    const before = tokens[index - 1]?.kind
    const isNegated = before === 'not' || before === 'or' || tokens[index + 1]?.kind === 'or'
    return depth === 0 && !isNegated && token.key?.toLowerCase() === key && token.comparison === ':'
  })
}
