import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ipv6Text } from './ipv6-address'

const bytesOf = (groups: readonly number[]): Uint8Array =>
  Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 255]))

test.each([
  ['::', [0, 0, 0, 0, 0, 0, 0, 0]],
  ['::1', [0, 0, 0, 0, 0, 0, 0, 1]],
  ['2001:db8::', [0x2001, 0xdb8, 0, 0, 0, 0, 0, 0]],
  // RFC 5952 4.2.2: one group of zeros is not shortened.
  ['2001:db8:0:1:1:1:1:1', [0x2001, 0xdb8, 0, 1, 1, 1, 1, 1]],
  // RFC 5952 4.2.3: the longest run, and of equal ones the first.
  ['2001:0:0:1::1', [0x2001, 0, 0, 1, 0, 0, 0, 1]],
  ['2001:db8::1:0:0:1', [0x2001, 0xdb8, 0, 0, 1, 0, 0, 1]],
  // RFC 5952 5: mapped addresses are dotted.
  ['::ffff:192.0.2.1', [0, 0, 0, 0, 0, 0xffff, 0xc000, 0x0201]],
])('%s', (text, groups) => {
  expect(ipv6Text(bytesOf(groups), 0)).toBe(text)
})

test('agrees with the URL standard’s serializer, also when the cache is crowded', () => {
  const group = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.nat(0xffff))
  fc.assert(
    fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
      fc.pre(!groups.slice(0, 5).every((each) => each === 0))
      const { hostname } = new URL(`http://[${groups.map((each) => each.toString(16)).join(':')}]/`)
      expect(`[${ipv6Text(bytesOf(groups), 0)}]`).toBe(hostname)
    }),
    { numRuns: 3000 },
  )
})
