import { expect, it } from 'vitest'
import { foldHex } from './fold-hex'

const first = '1.000000001 IP 10.0.0.1 > 10.0.0.2: ICMP echo request'
const second = '2.000000001 IP 10.0.0.2 > 10.0.0.1: ICMP echo reply'
const text = [first, '\t0x0000:  4500 0054', '\t0x0010:  0808', second, '\t0x0000:  4501', ''].join('\r\n')

it('leaves one line per packet', () => {
  expect(foldHex(text, '', () => false)).toEqual({ text: `${first}\r\n${second}\r\n`, header: second })
})

it('keeps the hex lines under a header that is unfolded', () => {
  expect(foldHex(text, '', (header) => header === second).text).toBe(`${first}\r\n${second}\r\n\t0x0000:  4501\r\n`)
})

it('leaves text that is unfolded as it is', () => expect(foldHex(text, '', () => true).text).toBe(text))

it('goes on under the header of the text before', () => {
  const rest = '\t0x0010:  0809\r\n'
  expect(foldHex(rest, first, (header) => header === first).text).toBe(rest)
  expect(foldHex(rest, first, () => false).text).toBe('')
})
