import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Journey } from '../../src/core/journey/journey'
import { JourneyHistory } from '../../src/renderer/state/journey-history'
import { lineOf } from '../../src/renderer/state/packet-line'
import { builtInFiles, readRecording } from '../../src/renderer/state/read-recording'
import { sampleRecording } from '../gallery/sample-recording'

const [sample] = readRecording(builtInFiles(sampleRecording(1))).history.journeys as [Journey]
const journey = (id: number, exchange = id): Journey => ({ ...sample, id, exchange })

describe('the history of journeys', () => {
  it('keeps them in order of id whatever the order they come in, the latest state of each', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 80 }), (ids) => {
        const history = new JourneyHistory()
        const latest = new Map<number, Journey>()
        for (const id of ids) {
          const each = journey(id, (id + 1) >> 1)
          latest.set(id, each)
          history.put(each)
        }
        const sorted = [...latest.keys()].sort((a, b) => a - b)
        expect(history.journeys).toEqual(sorted.map((id) => latest.get(id)))
        for (const id of sorted) {
          expect(history.byId(id)).toBe(latest.get(id))
          expect(history.journeys[history.indexOf(id)]?.id).toBe(id)
          const exchange = (id + 1) >> 1
          const siblings = sorted.filter((other) => (other + 1) >> 1 === exchange)
          expect(history.ofExchange(exchange).map((each) => each.id)).toEqual(siblings)
        }
      }),
    )
  })

  it('lets the oldest exchanges go and counts them', () => {
    const history = new JourneyHistory(100)
    for (let id = 1; id <= 1000; id++) history.put(journey(id, (id + 1) >> 1))
    const { exchanges, journeys } = history.letGo
    expect(history.size + journeys).toBe(1000)
    expect(history.size / 2 + exchanges).toBe(500)
    expect(history.size / 2).toBeLessThanOrEqual(116)
    expect(history.journeys[0]?.id).toBe(journeys + 1)
    expect(history.byId(1)).toBeNull()
  })

  it('does not take back what it let go', () => {
    const history = new JourneyHistory(100)
    for (let id = 1; id <= 1000; id++) history.put(journey(id))
    const { size } = history
    history.put(journey(1))
    expect(history.size).toBe(size)
  })

  it('moves a journey that turns out to belong to another exchange', () => {
    const history = new JourneyHistory()
    history.put(journey(1, 1))
    history.put(journey(2, 2))
    history.put(journey(2, 1))
    expect(history.ofExchange(1).map(({ id }) => id)).toEqual([1, 2])
    expect(history.ofExchange(2)).toEqual([])
  })

  it('finds the packet of a terminal line', () => {
    const { history } = readRecording(builtInFiles(sampleRecording(5)))
    for (const each of history.journeys) {
      for (const [index, sighting] of each.sightings.entries()) {
        const found = history.ofLine(sighting.point.index, lineOf(sighting))
        expect(found).toEqual({ journey: each.id, sighting: index })
      }
    }
    expect(history.ofLine(0, '1.5 IP nowhere > nobody: ICMP echo request')).toBeNull()
    expect(history.ofLine(0, 'listening on eth0')).toBeNull()
  })
})
