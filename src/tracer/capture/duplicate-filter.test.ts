import { describe, expect, it } from 'vitest'
import { icmpEcho, ipv4Frame, macsAt, pingPayload, sightAt } from '../../../test/fixtures/article-frames'
import { createDuplicateFilter } from './duplicate-filter'

const frame = (sequence: number): Uint8Array => {
  const [source, destination] = ['172.25.140.84', '8.8.8.8']
  const body = icmpEcho(8, 7, sequence, pingPayload(sequence))
  return ipv4Frame(...macsAt('vEthernet', source, destination), {
    source,
    destination,
    ttl: 63,
    ipId: 1,
    protocol: 1,
    body,
  })
}

describe('createDuplicateFilter', () => {
  it('drops the same bytes within a millisecond, and only those', () => {
    const isDuplicate = createDuplicateFilter()
    expect(isDuplicate(sightAt('vEthernet', 0, frame(1)))).toBe(false)
    expect(isDuplicate(sightAt('vEthernet', 10, frame(1)))).toBe(true)
    expect(isDuplicate(sightAt('vEthernet', 20, frame(2)))).toBe(false)
    expect(isDuplicate(sightAt('vEthernet', 1_500, frame(1)))).toBe(false)
  })

  it('keeps up with a flood', () => {
    const isDuplicate = createDuplicateFilter()
    let dropped = 0
    for (let sequence = 1; sequence <= 5_000; sequence++) {
      const sighting = sightAt('vEthernet', sequence, frame(sequence))
      if (isDuplicate(sighting)) dropped++
      if (isDuplicate(sighting)) dropped++
    }
    expect(dropped).toBe(5_000)
  })
})
