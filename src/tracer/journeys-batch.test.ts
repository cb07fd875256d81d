import { describe, expect, it } from 'vitest'
import type { Journey } from '../core/journey/journey'
import { createJourneysBatch } from './journeys-batch'

const journey = (id: number, kind: 'in-flight' | 'answered' = 'in-flight'): Journey => ({
  id,
  exchange: id,
  protocol: 'icmp',
  kind: 'echo-request',
  sequence: 1,
  sightings: [],
  inferred: [],
  rewrites: [],
  verdict: { kind },
  match: { confidence: 'certain', evidence: [], reason: null, alternatives: [] },
  quotes: null,
  pieces: [],
  copies: [],
})
const range = (from: number, to: number): Journey[] =>
  Array.from({ length: to - from + 1 }, (_, index) => journey(from + index))
const ids = (journeys: readonly Journey[]): number[] => journeys.map(({ id }) => id)

describe('createJourneysBatch', () => {
  it('sends the newest of a flood and counts the rest once', () => {
    const batch = createJourneysBatch(3)
    batch.add(range(1, 10))
    expect(ids(batch.take())).toEqual([8, 9, 10])
    expect(batch.notSent()).toBe(7)
    batch.add([journey(1, 'answered'), journey(9, 'answered')])
    expect(ids(batch.take())).toEqual([9])
    expect(batch.notSent()).toBe(7)
  })

  it('puts news of what is shown before what is new', () => {
    const batch = createJourneysBatch(2)
    batch.add(range(1, 2))
    batch.take()
    batch.add([journey(1, 'answered'), ...range(3, 5)])
    const taken = batch.take()
    expect(ids(taken)).toEqual([1, 5])
    expect(taken[0]?.verdict.kind).toBe('answered')
    expect(batch.notSent()).toBe(2)
  })

  it('sends what is new also while everything that is shown changes', () => {
    const batch = createJourneysBatch(4)
    for (let id = 1; id <= 40; id += 4) {
      batch.add(range(id, id + 3))
      batch.take()
    }
    batch.add([...range(1, 40), ...range(41, 42)])
    expect(ids(batch.take())).toEqual([1, 2, 41, 42])
    expect(batch.notSent()).toBe(0)
  })

  it('holds no more than its limit while nothing is taken', () => {
    const batch = createJourneysBatch(2)
    for (let id = 1; id <= 100; id++) batch.add([journey(id)])
    expect(batch.notSent()).toBe(98)
    expect(ids(batch.take())).toEqual([99, 100])
    expect(batch.isWaiting()).toBe(false)
  })

  it('sends the newest state of a journey that changed before it was sent', () => {
    const batch = createJourneysBatch()
    batch.add([journey(1)])
    batch.add([journey(1, 'answered')])
    expect(batch.take().map(({ verdict }) => verdict.kind)).toEqual(['answered'])
    expect(batch.take()).toEqual([])
  })
})
