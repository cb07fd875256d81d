import { expect, it } from 'vitest'
import { emptyTopology } from '../../core/topology/topology'
import type { Journey } from '../../core/journey/journey'
import { JourneyHistory } from './journey-history'
import { lossMapsOf, rememberLosses } from './loss-maps'

function journey(id: number, verdict: Journey['verdict']): Journey {
  return {
    id,
    exchange: id,
    protocol: 'icmp',
    kind: 'echo-request',
    sequence: 1,
    sightings: [],
    inferred: [],
    rewrites: [],
    verdict,
    match: { confidence: 'certain', evidence: [], reason: null, alternatives: [] },
    quotes: null,
    pieces: [],
    copies: [],
  }
}

it('explains a lost packet by the first map that was read after its loss, whatever is read later', () => {
  const history = new JourneyHistory()
  const maps = Array.from({ length: 4 }, () => ({ ...emptyTopology }))
  history.put(journey(1, { kind: 'in-flight' }))
  rememberLosses(history, maps[0]!, maps[1]!)
  expect(lossMapsOf(history, 1)).toBeNull()
  history.put(journey(1, { kind: 'lost', after: 'docker0' }))
  history.put(journey(2, { kind: 'answered' }))
  rememberLosses(history, maps[1]!, maps[2]!)
  history.put(journey(3, { kind: 'expired', at: '172.17.0.1' }))
  rememberLosses(history, maps[2]!, maps[3]!)
  const of = (id: number) => lossMapsOf(history, id)
  expect([of(1)?.earlier, of(1)?.topology]).toEqual([maps[1], maps[2]])
  expect(of(1)?.topology).toBe(maps[2])
  expect(of(2)).toBeNull()
  expect(of(3)?.topology).toBe(maps[3])
})

it('lets old maps go', () => {
  const history = new JourneyHistory()
  for (let id = 1; id <= 40; id++) {
    history.put(journey(id, { kind: 'lost', after: 'eth0' }))
    rememberLosses(history, emptyTopology, { ...emptyTopology })
  }
  expect(lossMapsOf(history, 40)).not.toBeNull()
  // Explained anew by what was read while it was forgotten, never by a map of its own.
  expect(new Set(Array.from({ length: 40 }, (_, i) => lossMapsOf(history, i + 1)?.topology)).size).toBeLessThanOrEqual(
    17,
  )
})
