import { filterField, filterFields } from './filter-fields'
import { tokenizeFilter } from './tokenize-filter'

/** What could stand where the caret is: `text` replaces the filter's text from `start` to `end`. */
export interface FilterCompletion {
  readonly start: number
  readonly end: number
  readonly text: string
  /** The key that it completes, or whose value it is. */
  readonly key: string
  /** Null where a key is completed and its value is to follow. */
  readonly value: string | null
}

/** Values that the shown packets have, for keys whose values nobody can list beforehand. */
export type KnownValues = Readonly<Partial<Record<string, readonly string[]>>>

const most = 40

/** What may be typed next, at most 40: keys for a word under way, values behind a key. */
export function completeFilter(text: string, caret: number, known: KnownValues): readonly FilterCompletion[] {
  const token = tokenizeFilter(text).find(({ kind, start, end }) => kind === 'term' && start <= caret && caret <= end)
  if (token === undefined)
    return caret === text.length || /\s|\(/.test(text[caret - 1] ?? ' ') ? keys('', caret, caret) : []
  if (token.key === null) return keys(text.slice(token.start, caret), token.start, token.end)
  if (caret < token.valueStart) return []
  const field = filterField(token.key)
  if (field === null) return []
  const typed = text.slice(token.valueStart, caret).replace(/^"/, '').toLowerCase()
  const values = field.type.kind === 'word' ? field.type.words : (known[field.key] ?? [])
  const head = text.slice(token.start, token.valueStart)
  return values
    .filter((value) => value.toLowerCase().includes(typed) && value.toLowerCase() !== typed)
    .slice(0, most)
    .map((value) => ({
      start: token.start,
      end: token.end,
      text: `${head}${quoted(value)}`,
      key: field.key,
      value,
    }))
}

function keys(typed: string, start: number, end: number): readonly FilterCompletion[] {
  return filterFields
    .filter(({ key }) => key.startsWith(typed.toLowerCase()))
    .map(({ key, type }) => ({
      start,
      end,
      text: `${key}${type.kind === 'duration' ? '>' : ':'}`,
      key,
      value: null,
    }))
}

/** A value as it is written in a filter. */
export function quoted(value: string): string {
  return /[\s()"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value
}
