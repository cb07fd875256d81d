import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TimeResolution } from './time-resolution'

const uint32 = fc.nat(0xffffffff)

test('every resolution is exact, decimal and binary, whatever was converted before', () => {
  fc.assert(
    fc.property(
      fc.nat(127),
      fc.boolean(),
      fc.array(fc.tuple(uint32, uint32), { minLength: 1 }),
      (exponent, isBinary, stamps) => {
        const time = new TimeResolution(exponent | (isBinary ? 0x80 : 0), 0)
        const perSecond = isBinary ? 2n ** BigInt(exponent) : 10n ** BigInt(exponent)
        for (const [high, low] of stamps) {
          time.convert(high, low)
          const units = (BigInt(high) << 32n) | BigInt(low)
          // Beyond 285 million years a second is no whole number of doubles.
          if (units / perSecond <= BigInt(Number.MAX_SAFE_INTEGER)) expect(time.seconds).toBe(Number(units / perSecond))
          expect(BigInt(time.nanoseconds)).toBe(((units % perSecond) * 1_000_000_000n) / perSecond)
        }
      },
    ),
    { numRuns: 1000 },
  )
})

test('the offset is added in seconds', () => {
  const time = new TimeResolution(9, -3600)
  const units = 1_795_448_497_622_026_783n
  time.convert(Number(units >> 32n), Number(units & 0xffffffffn))
  expect([time.seconds, time.nanoseconds]).toEqual([1_795_448_497 - 3600, 622_026_783])
})
