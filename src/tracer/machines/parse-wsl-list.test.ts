import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeWslText } from './decode-wsl-text'
import { parseWslList } from './parse-wsl-list'

const english =
  '  NAME                   STATE           VERSION\r\n* Ubuntu                 Running         2\r\n  docker-desktop         Stopped         2\r\n  Old One                Stopped         1\r\n'
const japanese = '  NAME      STATE           VERSION\r\n* Ubuntu    実行中          2\r\n'

it('reads the list in UTF-8, in UTF-16LE and in Japanese', () => {
  const expected = [
    { name: 'Ubuntu', isDefault: true, state: 'Running', version: 2 },
    { name: 'docker-desktop', isDefault: false, state: 'Stopped', version: 2 },
    { name: 'Old One', isDefault: false, state: 'Stopped', version: 1 },
  ]
  expect(parseWslList(decodeWslText(Buffer.from(english)))).toEqual(expected)
  expect(parseWslList(decodeWslText(Buffer.from(english, 'utf16le')))).toEqual(expected)
  expect(parseWslList(decodeWslText(Buffer.from(`\ufeff${english}`, 'utf16le')))).toEqual(expected)
  const inJapanese = [{ name: 'Ubuntu', isDefault: true, state: '実行中', version: 2 }]
  expect(parseWslList(decodeWslText(Buffer.from(japanese)))).toEqual(inJapanese)
  expect(parseWslList(decodeWslText(Buffer.from(japanese, 'utf16le')))).toEqual(inJapanese)
})

it('decodes Japanese messages in both encodings', () => {
  const message =
    '指定された名前のディストリビューションはありません。\r\nError code: Wsl/Service/WSL_E_DISTRO_NOT_FOUND\r\n'
  expect(decodeWslText(Buffer.from(message))).toBe(message)
  expect(decodeWslText(Buffer.from(message, 'utf16le'))).toBe(message)
})

it('never throws, whatever the bytes', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => Array.isArray(parseWslList(decodeWslText(Buffer.from(bytes))))))
})
