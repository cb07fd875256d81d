import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ByteText } from './byte-text'

const utf16 = (text: string, isBigEndian: boolean): Buffer => {
  const bytes = Buffer.from(text, 'utf16le')
  return isBigEndian ? bytes.swap16() : bytes
}

function narrowed(bytes: Uint8Array, cuts: readonly number[]): string {
  const text = new ByteText()
  const offsets = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b)
  let start = 0
  const parts = offsets.map((end) => {
    const part = text.push(bytes.slice(start, end))
    start = end
    return part
  })
  return Buffer.concat([...parts, text.end()]).toString('latin1')
}

const cuts = fc.array(fc.nat())
const ascii = fc.string({ unit: 'grapheme-ascii' })

test('UTF-16 and marked UTF-8 come out as bytes, whatever the chunks', () => {
  fc.assert(
    fc.property(ascii, cuts, (text, at) => {
      expect(narrowed(utf16(`\ufeff${text}`, false), at)).toBe(text)
      expect(narrowed(utf16(`\ufeff${text}`, true), at)).toBe(text)
      expect(narrowed(Buffer.from(`\ufeff${text}`), at)).toBe(text)
    }),
  )
})

test('anything without a mark passes as it is', () => {
  fc.assert(
    fc.property(fc.uint8Array(), cuts, (bytes, at) => {
      fc.pre(!(bytes[0] === 0xff && bytes[1] === 0xfe) && !(bytes[0] === 0xfe && bytes[1] === 0xff))
      fc.pre(!(bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf))
      expect(narrowed(bytes, at)).toBe(Buffer.from(bytes).toString('latin1'))
    }),
  )
})

test('a character that is no byte becomes a question mark', () => {
  expect(narrowed(utf16('\ufeffa→b', false), [])).toBe('a?b')
})
