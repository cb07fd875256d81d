import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { filterFields } from './filter-fields'
import { parseFilter } from './parse-filter'

it.each(['docs/filter-language.md', 'docs/filter-language.ja.md'])(
  '%s names every key and word, and no other',
  (file) => {
    const rows = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => /^\| `[a-z]+:?` /.test(line))
    expect(rows.map((row) => /^\| `([a-z]+)/.exec(row)?.[1])).toEqual(filterFields.map(({ key }) => key))
    for (const [index, { type }] of filterFields.entries()) {
      const code = [...rows[index]!.matchAll(/`([^`]+)`/g)].map((match) => match[1]!)
      expect(parseFilter(code[1]!).problem).toBeNull()
      if (type.kind === 'word') expect(code.slice(2)).toEqual(expect.arrayContaining([...type.words]))
    }
  },
)
