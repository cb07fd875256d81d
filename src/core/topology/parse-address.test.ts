import { BlockList, isIP } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cidrContains, parseCidr } from './cidr'
import { parseAddress } from './parse-address'

describe('parseAddress', () => {
  it.each([
    ['172.17.0.2', [0xac110002]],
    ['255.255.255.255', [0xffffffff]],
    ['::', [0, 0, 0, 0]],
    ['::1', [0, 0, 0, 1]],
    ['fe80::1%eth0', [0xfe800000, 0, 0, 1]],
    ['1:2:3:4:5:6:7:8', [0x10002, 0x30004, 0x50006, 0x70008]],
    ['::ffff:10.0.0.1', [0, 0, 0xffff, 0x0a000001]],
  ])('reads %s', (text, words) => {
    expect(parseAddress(text)?.words).toEqual(words)
  })

  it.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '1.2.3.04',
    '1..2.3',
    '1.2.3.',
    '-1.2.3.4',
    '1.2.3.4 ',
    ':',
    ':::',
    '1::2::3',
    '12345::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7::8',
    '1.2.3.4::',
    'x',
  ])('refuses "%s"', (text) => {
    expect(parseAddress(text)).toBeNull()
  })

  it('agrees with Node on what an address is', () => {
    const nearly = fc.oneof(fc.ipV4(), fc.ipV6(), fc.stringMatching(/^[0-9a-f:.]{1,20}$/), fc.string())
    fc.assert(
      fc.property(nearly, (text) => {
        // Node takes a zone for any text; here only a plain address counts.
        fc.pre(!text.includes('%'))
        expect(parseAddress(text)?.version ?? 0).toBe(isIP(text))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('cidrContains', () => {
  it('agrees with Node on what lies in a network', () => {
    const network = fc.oneof(
      fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }), fc.constant('ipv4' as const)),
      fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 }), fc.constant('ipv6' as const)),
    )
    fc.assert(
      fc.property(network, fc.oneof(fc.ipV4(), fc.ipV6()), ([base, length, family], address) => {
        const list = new BlockList()
        list.addSubnet(base, length, family)
        const cidr = parseCidr(`${base}/${length}`)!
        const isSameFamily = address.includes(':') === (family === 'ipv6')
        for (const each of [base, address]) {
          const isIn = cidrContains(cidr, parseAddress(each)!)
          expect(isIn).toBe(each === base || (isSameFamily && list.check(each, family)))
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('takes an address alone for a network of one, and refuses strange lengths', () => {
    expect(parseCidr('10.0.0.1')?.prefixLength).toBe(32)
    expect(parseCidr('::1')?.prefixLength).toBe(128)
    for (const text of ['10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/-1', '10.0.0.0/8/8', '/8', '10.0.0.0/1e1']) {
      expect(parseCidr(text)).toBeNull()
    }
  })
})
