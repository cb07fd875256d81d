import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MeasureText, TextStyle } from '../scene/text-style'
import { breakLines } from './break-lines'

const style: TextStyle = { family: 'sans', size: 10, weight: 600 }
/** Full width for East Asian characters, and a little more than half for others. */
const measureByTable: MeasureText = (text, { size }) =>
  Array.from(text).reduce((sum, character) => sum + (character.codePointAt(0)! >= 0x2e80 ? 1 : 0.58), 0) * size
const lines = (text: string, width: number, most = 9) => breakLines(text, style, width, measureByTable, most)

describe('breakLines', () => {
  it('breaks English between words, into lines of even length', () => {
    expect(lines('one two three four five six', 110)).toEqual(['one two three', 'four five six'])
    expect(lines('short', 110)).toEqual(['short'])
  })

  it('breaks Japanese without a mark at the beginning of a line or a bracket at its end', () => {
    const text = 'パケットは「docker0」を通り、送信元が書き換えられます。応答（エコー応答）は同じ道を戻ります。'
    for (let width = 120; width < 400; width += 7) {
      for (const [index, line] of lines(text, width, 99).entries()) {
        if (index > 0) expect(line).not.toMatch(/^[、。」）]/)
        expect(line).not.toMatch(/[「（]$/)
      }
    }
  })

  it('leaves particles and endings with their words', () => {
    const text = '172.25.140.84 に向けた応答が docker0 へ届きました。経路がなければ、宛先到達不能が返ります。'
    for (let width = 140; width < 400; width += 7) {
      for (const line of lines(text, width, 99).slice(1)) expect(line).not.toMatch(/^(き|ま|せ|が|に|な|り|へ)/)
    }
  })

  it('breaks what is longer than a line anywhere', () => {
    expect(lines('あ'.repeat(30), 100, 99).join('')).toBe('あ'.repeat(30))
    expect(lines('x'.repeat(90), 100, 99).join('')).toBe('x'.repeat(90))
  })

  it('never breaks an address or a number', () => {
    const text = 'これは 172.25.140.84 から 8.8.8.8 への要求です。'
    for (let width = 110; width < 300; width += 7) {
      expect(lines(text, width, 99).some((line) => line.includes('172.25.140.84'))).toBe(true)
    }
  })

  it('keeps the lines that the author made, and ends what is too long in an ellipsis', () => {
    expect(lines('one\ntwo\r\n\r\nthree', 200)).toEqual(['one', 'two', 'three'])
    const cut = lines('one two three four five six seven eight', 60, 2)
    expect(cut).toHaveLength(2)
    expect(cut[1]).toMatch(/…$/)
  })

  it('fits whatever it is given, and loses nothing of what has room', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 120, unit: 'grapheme' }), fc.integer({ min: 40, max: 400 }), (text, width) => {
        for (const line of lines(text, width, 3)) expect(measureByTable(line, style)).toBeLessThanOrEqual(width)
      }),
    )
    const letters = (text: string) => text.replace(/\s/g, '')
    const text = 'The request passes veth and bridge, then 応答が戻ります。'
    expect(letters(lines(text, 150, 99).join(''))).toBe(letters(text))
  })
})
