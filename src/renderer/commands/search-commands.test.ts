import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commands } from '../../contract/commands'
import { searchCommands } from './search-commands'

const items = commands.map(({ id, en, ja, kana }) => ({ id, names: [en, ja, kana] }))
const found = (query: string) => searchCommands(query, items).map(({ id }) => id)

describe('searching commands', () => {
  it('finds them in either language, by kanji, kana and reading', () => {
    expect(found('ladder')[0]).toBe('showLadder')
    expect(found('ラダー')[0]).toBe('showLadder')
    expect(found('らだー')[0]).toBe('showLadder')
    expect(found('再生')[0]).toBe('playOrPause')
    expect(found('さいせい')[0]).toBe('playOrPause')
    expect(found('経路')[0]).toBe('trace')
    expect(found('ﾃｰﾏ')).toContain('themeDark')
  })

  it('forgives what is left out, and takes words in any order', () => {
    expect(found('tr')[0]).toBe('trace')
    expect(found('fm')[0]).toBe('fitMap')
    expect(found('map fit')[0]).toBe('fitMap')
    expect(found('THEME dark')[0]).toBe('themeDark')
  })

  it('finds nothing in what is not there', () => {
    expect(found('xyzzy')).toEqual([])
  })

  it('keeps their order for an empty query', () => {
    expect(found('  ')).toEqual(items.map(({ id }) => id))
  })

  it('takes any text and answers with what it was given, each at most once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (query) => {
        const ids = found(query)
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
  })
})
