import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLineTail } from './line-tail'

const bytes = (text: string): Uint8Array => Buffer.from(text)

describe('createLineTail', () => {
  it('gives complete lines and keeps the one that still grows', () => {
    const tail = createLineTail()
    tail.push(bytes('one\r\ntw'))
    expect(tail.take()).toEqual({ lines: ['one'], skipped: 0 })
    expect(tail.take()).toBeNull()
    tail.push(bytes('o\n'))
    expect(tail.take()).toEqual({ lines: ['two'], skipped: 0 })
  })

  it('starts at a header line when lines were skipped', () => {
    const tail = createLineTail(3)
    tail.push(bytes('h1\n\t0x0\nh2\n\t0x0\n\t0x1\nh3\n'))
    expect(tail.take()).toEqual({ lines: ['h3'], skipped: 5 })
  })

  it('leaves out the counters that Hopscope itself asked for, and keeps those at the end', () => {
    const tail = createLineTail()
    tail.push(bytes('tcpdump: 2 packets captured, 2 packets received by filter, 0 packets dropped by kernel\r\n'))
    expect(tail.take()).toBeNull()
    tail.push(bytes('2 packets captured\r\n2 packets received by filter\r\n'))
    expect(tail.take()?.lines).toEqual(['2 packets captured', '2 packets received by filter'])
  })

  it('neither loses nor doubles a line, however the output is cut and however little is kept', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' ') })),
        fc.array(fc.nat(20), { minLength: 1 }),
        fc.integer({ min: 1, max: 40 }),
        (texts, cuts, limit) => {
          const all = bytes(texts.map((text) => `${text}\n`).join(''))
          const tail = createLineTail(1000, limit)
          let seen = 0
          let cut = 0
          for (let at = 0; at < all.length;) {
            const size = Math.max(1, cuts[cut++ % cuts.length]!)
            tail.push(all.subarray(at, at + size))
            at += size
            if (cut % 3 === 0) {
              const taken = tail.take()
              seen += (taken?.lines.length ?? 0) + (taken?.skipped ?? 0)
            }
          }
          const last = tail.take()
          seen += (last?.lines.length ?? 0) + (last?.skipped ?? 0)
          expect(seen).toBe(texts.length)
        },
      ),
    )
  })
})
