import { describe, expect, it } from 'vitest'
import { compareJourneys } from '../../src/renderer/state/compare-journeys'
import { readRecording } from '../scenes/read-recording'

const { journeys } = readRecording('traceroute')
const [expired, , , , , , , , answered] = journeys.toSorted((a, b) => a.exchange - b.exchange || a.id - b.id)

describe('two packets side by side', () => {
  it('share rows where both were seen, and part where one ends', () => {
    const { hops, partsAfter } = compareJourneys(expired!, answered!)
    expect(
      hops.map(({ first, second }) => [first?.point.interfaceName ?? null, second?.point.interfaceName ?? null]),
    ).toEqual([
      ['eth0', 'eth0'],
      [expect.stringMatching(/^veth/), expect.stringMatching(/^veth/)],
      ['docker0', 'docker0'],
      [null, 'eth0'],
      [null, 'vEthernet (WSL)'],
      [null, 'Wi-Fi'],
    ])
    expect(partsAfter).toBe(2)
    expect([...hops[0]!.differences]).toEqual(['ttl'])
  })

  it('never part when they took one way', () => {
    const { hops, partsAfter } = compareJourneys(answered!, answered!)
    expect(partsAfter).toBeNull()
    expect(hops.every(({ differences }) => differences.size === 0)).toBe(true)
  })

  it('that start elsewhere part before the first row', () => {
    const back = journeys.find(({ kind }) => kind === 'time-exceeded')!
    const { partsAfter, hops } = compareJourneys(expired!, back)
    // The way back passes the same places the other way round: one of them stands in both, the others in one.
    expect(partsAfter).toBe(-1)
    expect(hops).toHaveLength(expired!.sightings.length + back.sightings.length - 1)
  })
})
