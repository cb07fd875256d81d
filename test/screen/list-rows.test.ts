import { describe, expect, it } from 'vitest'
import { readRecording } from '../scenes/read-recording'
import { JourneyHistory } from '../../src/renderer/state/journey-history'
import { listRows, plainList, type ListOptions } from '../../src/renderer/state/list-rows'

function historyOf(id: string): JourneyHistory {
  const history = new JourneyHistory()
  for (const journey of readRecording(id).journeys) history.put(journey)
  return history
}

const traceroute = historyOf('traceroute')
const list = (options: Partial<ListOptions> = {}, history = traceroute, journeys = history.journeys) =>
  listRows(journeys, { ...plainList, ...options }, { history, clock: null })

describe('the rows of the packet list', () => {
  it('are exchanges, each packet below the first of its own', () => {
    const rows = list()
    expect(rows.map(({ journey }) => journey.id)).toEqual(
      [...traceroute.journeys].sort((a, b) => a.exchange - b.exchange || a.id - b.id).map(({ id }) => id),
    )
    expect(rows.filter(({ isHead }) => isHead).map(({ others }) => others)).toEqual([1, 1, 1, 1, 1])
  })

  it('fold to the first packets, one by one or all', () => {
    const folded = list({ isFolded: true })
    expect(folded.every(({ isHead, isUnfolded }) => isHead && !isUnfolded)).toBe(true)
    const exchange = folded[1]!.journey.exchange
    expect(list({ isFolded: true, toggled: new Set([exchange]) })).toHaveLength(folded.length + 1)
    expect(list({ toggled: new Set([exchange]) })).toHaveLength(traceroute.size - 1)
  })

  it('are sorted by their heads, what has no value last', () => {
    const verdicts = list({ sort: { column: 'verdict', isDescending: false }, isFolded: true })
    expect(verdicts.at(-1)?.journey.verdict.kind).toBe('answered')
    const hops = list({ sort: { column: 'path', isDescending: true }, isFolded: true })
    const counts = hops.map(({ journey }) => journey.sightings.length)
    expect(counts).toEqual(counts.toSorted((a, b) => b - a))
    const bridge = historyOf('bridge')
    for (const isDescending of [false, true]) {
      const sequences = list({ sort: { column: 'sequence', isDescending }, isFolded: true }, bridge)
      expect(sequences.at(-1)?.journey.sequence).toBeNull()
    }
  })

  it('are sorted by number of each address', () => {
    for (const [column, field] of [
      ['sender', 'source'],
      ['destination', 'destination'],
    ] as const) {
      const rows = list({ sort: { column, isDescending: false }, isFolded: true })
      const octets = rows.map(({ journey }) => journey.sightings[0]!.packet[field].split('.').map(Number))
      const numbers = octets.map((each) => each.reduce((sum, octet) => sum * 256 + octet, 0))
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
    }
  })

  it('are the same in one pass as by groups', () => {
    const arrived = { sort: { column: 'packet', isDescending: false }, isFolded: false } as const
    const bridge = historyOf('bridge')
    const ordered = bridge.journeys.toSorted((a, b) => a.exchange - b.exchange || a.id - b.id)
    const toggled = new Set([ordered[0]!.exchange])
    const byKind = new Map(list({ ...arrived, toggled }, bridge, ordered).map((row) => [row.journey.id, row]))
    const inOnePass = list({ toggled }, bridge, ordered)
    expect(inOnePass.map((row) => byKind.get(row.journey.id))).toEqual(inOnePass)
    expect(byKind.size).toBe(inOnePass.length)
  })

  it('put an exchange together whose packets do not follow one another, or come late', () => {
    const [first, second] = traceroute.journeys.filter(({ kind }) => kind === 'echo-request')
    const journeys = [
      second!,
      first!,
      ...traceroute.journeys.filter((each) => each.exchange === second!.exchange).slice(1),
    ]
    const rows = list({}, traceroute, journeys)
    expect(rows.map(({ journey }) => journey.exchange)).toEqual([second!.exchange, second!.exchange, first!.exchange])
  })

  it('begin with what is pinned, also when the filter leaves it out', () => {
    const last = traceroute.journeys.at(-1)!.exchange
    const rows = list({ pinned: new Set([last]) }, traceroute, traceroute.journeys.slice(0, 2))
    expect(rows.map(({ journey, isPinned }) => [journey.exchange, isPinned])).toEqual([
      [last, true],
      [last, true],
      [traceroute.journeys[0]!.exchange, false],
      [traceroute.journeys[1]!.exchange, false],
    ])
  })
})
