import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RequestError } from '../../contract/messages'
import { checkDestination } from './destination'

const isRefused = (text: string): boolean => {
  try {
    checkDestination(text)
    return false
  } catch (error) {
    expect(error).toBeInstanceOf(RequestError)
    expect((error as RequestError).problem.code).toBe('bad-destination')
    return true
  }
}

describe('checkDestination', () => {
  it.each(['8.8.8.8', '::1', 'fe80::1', 'example.org', 'EXAMPLE.org.', 'localhost', 'a-b.c', '3com.com', ' 8.8.8.8 '])(
    'takes %j',
    (text) => expect(checkDestination(text)).toBe(text.trim()),
  )

  it.each(
    [
      ...['', '-f', '--help', '-8.8.8.8', '8.8.8', '999.1.1.1', '1.2.3.4.5', 'a..b', 'a_b', '-a.b', 'a-.b', 'a b', '.'],
      ...['$(id)', 'a;b', 'a\nb', 'fe80::1%eth0', '日本', 'a'.repeat(64), `${'a.'.repeat(127)}b`, '8.8.8.8\0'],
    ].map((text) => [text]),
  )('refuses %j', (text) => expect(isRefused(text)).toBe(true))

  it('lets nothing through that could be an option or leave its argument', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'B', '1', '-', '.', ':', ' ', '\0', '%') }), (text) => {
        if (isRefused(text)) return
        expect(checkDestination(text)).toMatch(/^[0-9a-zA-Z:.][0-9a-zA-Z:.-]*$/)
      }),
    )
  })

  it('names the destination in its sentence without control characters', () => {
    try {
      checkDestination('a\x1b[31mb')
    } catch (error) {
      expect((error as RequestError).message).toBe('"a\u{fffd}[31mb" is neither an IP address nor a host name.')
    }
    expect.assertions(1)
  })
})
