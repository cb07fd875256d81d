import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AddressBook } from './address-book'
import { isWithin, rangeOf, type Network } from './address-ranges'
import { formatIp, parseIp } from './ip-number'
import { createKeyedHash } from './keyed-hash'

const ip = (text: string): bigint => parseIp(text)!.value
const text = (value: bigint, version: 4 | 6 = 4): string => formatIp({ version, value })
const net = (cidr: string): Network => {
  const [base, length] = cidr.split('/')
  return { base: ip(base!), length: Number(length) }
}
const bookOf = (networks: readonly string[], addresses: readonly string[], seed = 'seed') =>
  new AddressBook(4, createKeyedHash(seed), networks.map(net), addresses.map(ip))

describe('AddressBook', () => {
  it('keeps first and last addresses of networks, and parts of networks within them', () => {
    const book = bookOf(['10.4.0.0/16', '10.4.7.0/24'], ['10.4.0.9', '10.4.7.1', '10.4.255.255', '10.4.7.255'])
    const [outer, inner] = [book.network(ip('10.4.0.0'), 16), book.network(ip('10.4.7.0'), 24)]
    expect(isWithin(inner, { base: outer, length: 16 }, 32)).toBe(true)
    expect(book.address(ip('10.4.255.255'))).toBe(outer + 65535n)
    expect(book.address(ip('10.4.7.255'))).toBe(inner + 255n)
    expect(isWithin(book.address(ip('10.4.7.1')), { base: inner, length: 24 }, 32)).toBe(true)
    expect(isWithin(book.address(ip('10.4.0.9')), { base: inner, length: 24 }, 32)).toBe(false)
  })

  it.each(['127.0.0.11', '0.0.0.0', '255.255.255.255', '224.0.0.251', '239.255.255.250'])('lets %s be', (address) => {
    expect(text(bookOf([], [address]).address(ip(address)))).toBe(address)
  })

  it('never gives an address of the lesson to another, even where a network is nearly full', () => {
    const addresses = Array.from({ length: 120 }, (_, index) => `203.0.113.${index + 1}`)
    const book = bookOf(['203.0.113.0/24'], addresses)
    const given = addresses.map((address) => text(book.address(ip(address))))
    expect(new Set(given).size).toBe(120)
    for (const address of given) expect(addresses).not.toContain(address)
  })

  it('moves every network and address, within its range, one to one', () => {
    const address = fc.oneof(
      fc.ipV4(),
      fc
        .tuple(fc.constantFrom('10.1', '10.200', '172.17', '192.168', '169.254', '198.51'), fc.nat(255), fc.nat(255))
        .map((parts) => parts.join('.')),
    )
    const network = fc.tuple(address, fc.integer({ min: 0, max: 32 })).map((parts) => parts.join('/'))
    fc.assert(
      fc.property(
        fc.array(network, { maxLength: 8 }),
        fc.uniqueArray(address, { maxLength: 30 }),
        fc.string(),
        (networks, addresses, seed) => {
          const book = bookOf(networks, addresses, seed)
          const given = addresses.map((each) => book.address(ip(each)))
          expect(new Set(given).size).toBe(addresses.length)
          for (const [index, each] of addresses.entries()) {
            const value = ip(each)
            expect(rangeOf({ version: 4, value: given[index]! })).toBe(rangeOf({ version: 4, value }))
            for (const cidr of networks) {
              const { length, base } = net(cidr)
              if (length === 0 || length > 30) continue
              const isIn = isWithin(value, { base, length }, 32)
              const to = book.network(base, length)
              // A network that spans several ranges stays, and so does who is in it.
              expect(isWithin(given[index]!, { base: to, length }, 32)).toBe(isIn)
            }
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
