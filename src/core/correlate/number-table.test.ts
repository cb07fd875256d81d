import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NumberTable } from './number-table'

const steps = fc.array(
  fc.record({
    action: fc.constantFrom('set' as const, 'set' as const, 'delete' as const),
    key: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 })),
  }),
  { maxLength: 4000 },
)

describe('NumberTable', () => {
  it('holds what a Map holds', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const table = new NumberTable<{ readonly step: number }>()
        const map = new Map<number, { readonly step: number }>()
        for (const [step, { action, key }] of history.entries()) {
          const value = { step }
          if (action === 'set') table.set(key, value)
          else table.delete(key)
          if (action === 'set') map.set(key, value)
          else map.delete(key)
          expect(table.get(key)).toBe(map.get(key))
        }
        for (const { key } of history) expect(table.get(key)).toBe(map.get(key))
      }),
      { numRuns: 30 },
    )
  })

  it('grows, and finds all the same', () => {
    const table = new NumberTable<string>()
    for (let key = 0; key < 20_000; key++) table.set(key * 4096, `value ${key}`)
    for (let key = 0; key < 20_000; key += 2) table.delete(key * 4096)
    for (let key = 0; key < 20_000; key++)
      expect(table.get(key * 4096)).toBe(key % 2 === 0 ? undefined : `value ${key}`)
  })
})
