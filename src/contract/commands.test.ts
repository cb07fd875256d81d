import { describe, expect, it } from 'vitest'
import { commands, type CommandRow } from './commands'

const rows: readonly CommandRow[] = commands
const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/u

function repeated(values: readonly string[]): readonly string[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}

describe('the commands', () => {
  it('have an id, keys and a name of their own in both languages', () => {
    expect(repeated(rows.map(({ id }) => id))).toEqual([])
    expect(repeated(rows.flatMap(({ keys }) => keys))).toEqual([])
    expect(repeated(rows.map(({ en }) => en))).toEqual([])
    expect(repeated(rows.map(({ ja }) => ja))).toEqual([])
  })

  it('are Japanese in Japanese, and found by what is typed before conversion', () => {
    for (const { id, ja, kana } of rows) {
      expect([id, japanese.test(ja)]).toEqual([id, true])
      expect([id, /^[ぁ-ゖー]+$/u.test(kana)]).toEqual([id, true])
    }
  })

  it('are told apart by keys that a keyboard has', () => {
    const key = /^(?:(?:Mod|Alt|Shift)\+)*(?:[A-Z]|[^\sa-zA-Z]|F\d+|Space|Escape|Arrow(?:Left|Right|Up|Down))$/
    expect(rows.flatMap(({ keys }) => keys).filter((each) => !key.test(each))).toEqual([])
  })

  it('that work while text is typed cannot be typed as text', () => {
    const typed = rows.filter(({ isEverywhere }) => isEverywhere).flatMap(({ keys }) => keys)
    expect(typed.filter((key) => !/^(?:Mod\+|(?:Shift\+)?F\d+$)/.test(key))).toEqual([])
  })
})
