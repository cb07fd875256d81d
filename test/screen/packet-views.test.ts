import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Journey } from '../../src/core/journey/journey'
import { formatDuration, formatOffset } from '../../src/renderer/parts/format-time'
import { describeSlowDown } from '../../src/renderer/panels/player/describe-slow-down'
import { readLine } from '../../src/renderer/panels/terminals/read-line'
import { filterJourneys } from '../../src/renderer/state/filter-journeys'
import { layoutLadder } from '../../src/renderer/state/layout-ladder'
import { listHops } from '../../src/renderer/state/list-hops'
import { lineOf } from '../../src/renderer/state/packet-line'
import { builtInFiles, readRecording } from '../../src/renderer/state/read-recording'
import { summarizeJourney } from '../../src/renderer/state/summarize-journey'
import { sampleRecording } from '../gallery/sample-recording'

const { history } = readRecording(builtInFiles(sampleRecording(5)))
const [request, reply] = history.journeys as [Journey, Journey]
const lost = history.journeys.find(({ verdict }) => verdict.kind === 'lost')!
const expired = history.journeys.find(({ verdict }) => verdict.kind === 'expired')!

describe('a row of the packet list', () => {
  it('says what the packet was at the sender and what became of it', () => {
    expect(summarizeJourney(request, history, null)).toMatchObject({
      source: '172.17.0.2',
      destination: '8.8.8.8',
      last: { interfaceName: 'Wi-Fi' },
      changedAddress: '172.22.1.30',
      observedHops: 6,
      inferredHops: 1,
      translations: 2,
    })
    expect(summarizeJourney(reply, history, null).changedAddress).toBe('172.17.0.2')
    expect(summarizeJourney(lost, history, null)).toMatchObject({ translations: 1, observedHops: 5 })
  })

  it('times a request until its answer is back where it set out', () => {
    expect(summarizeJourney(request, history, null).time).toEqual({ nanoseconds: 16_099_000, error: 0 })
    expect(summarizeJourney(expired, history, null).time?.nanoseconds).toBe(54_000)
  })

  it('gives no time between two clocks that nobody compared, and a corrected one when they were', () => {
    expect(summarizeJourney(reply, history, null).time).toBeNull()
    const time = summarizeJourney(reply, history, { offset: 1_800_000, error: 2000 }).time
    expect(time?.error).toBe(2000)
    expect(time?.nanoseconds).toBeGreaterThan(0)
  })
})

describe('the hops of a packet', () => {
  it('come in path order with what changed since the hop before', () => {
    const hops = listHops(request, null)
    expect(hops.map((hop) => hop.kind)).toEqual(['seen', 'seen', 'seen', 'seen', 'seen', 'seen', 'inferred'])
    expect(hops.map((hop) => hop.number)).toEqual([1, 2, 3, 4, 5, 6, 7])
    const changed = hops.filter((hop) => hop.kind === 'seen' && hop.rewrites.length > 0).map((hop) => hop.number)
    expect(changed).toEqual([4, 6])
  })

  it('tell the same instant from two clocks', () => {
    const since = listHops(request, null).map((hop) => (hop.kind === 'seen' ? hop.since : null))
    expect(since[0]).toBeNull()
    expect(since[2]).toEqual({ nanoseconds: 0, error: 0 })
    expect(since[4]).toEqual({ nanoseconds: 1_800_000, error: null })
    const corrected = listHops(request, { offset: 1_799_000, error: 500 })[4]!
    expect(corrected.kind === 'seen' && corrected.since).toEqual({ nanoseconds: 1000, error: 500 })
  })

  it('put what is inferred before the first sighting first', () => {
    expect(listHops(reply, null)[0]).toMatchObject({ kind: 'inferred', number: 1 })
  })
})

describe('the filter', () => {
  const found = (filter: string) => filterJourneys(history.journeys, filter).length

  it('finds words in any field, all of them, in any case', () => {
    expect(found('')).toBe(history.size)
    expect(found('LOST')).toBe(1)
    expect(found('echo-request wi-fi')).toBe(3)
    expect(found('seq=3')).toBe(1)
    expect(found('172.17.0.2 nowhere')).toBe(0)
  })

  it('leaves out what a minus names', () => {
    expect(found('-echo-reply')).toBe(history.size - 3)
  })
})

describe('the ladder', () => {
  const ladder = layoutLadder(history.journeys)

  it('has one column per interface in the order that requests pass them', () => {
    expect(ladder.columns.map(({ point }) => point.interfaceName)).toEqual([
      'eth0',
      'veth293cce7',
      'docker0',
      'eth0',
      'vEthernet (WSL)',
      'Wi-Fi',
    ])
  })

  it('gives every sighting its own row, later along a path always further down', () => {
    const rows = ladder.lines.flatMap(({ dots }) => dots.map(({ row }) => row))
    expect(new Set(rows).size).toBe(ladder.rows)
    for (const { dots } of ladder.lines) {
      expect(dots.map(({ row }) => row)).toEqual(dots.map(({ row }) => row).toSorted((a, b) => a - b))
    }
  })
})

describe('figures', () => {
  it.each([
    [9, '9 ns'],
    [9_000, '9 µs'],
    [16_300_000, '16.3 ms'],
    [310_000, '0.31 ms'],
    [1_200_000_000, '1.2 s'],
    [30_000, '30 µs'],
    [100_000_000, '100 ms'],
  ])('write %i ns as %s', (nanoseconds, text) => expect(formatDuration(nanoseconds)).toBe(text))

  it('carry a sign where they are a difference', () => {
    expect(formatOffset(-200_000)).toBe('−0.2 ms')
    expect(formatOffset(41_000)).toBe('+41 µs')
  })

  it('state a slow-down in two digits, and none where there is none', () => {
    expect(describeSlowDown(3960)).toEqual({ factor: '4,000', isSlower: true })
    expect(describeSlowDown(0.5)).toEqual({ factor: '2', isSlower: false })
    expect(describeSlowDown(null)).toBeNull()
    expect(describeSlowDown(Infinity)).toBeNull()
  })
})

describe('a line of a terminal', () => {
  const rowsOf = (texts: readonly string[], columns: number) => {
    const cells = texts.flatMap((text) =>
      Array.from({ length: Math.max(1, Math.ceil(text.length / columns)) }, (_, index) => ({
        isWrapped: index > 0,
        translateToString: () => text.slice(index * columns, (index + 1) * columns),
      })),
    )
    return { length: cells.length, getLine: (row: number) => cells[row] }
  }
  const header = lineOf(request.sightings[0]!)

  it('is found whole from each of the rows it is wrapped over', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 120 }), (columns) => {
        const rows = rowsOf(['listening', header, 'end'], columns)
        const wrapped = Math.ceil(header.length / columns)
        const before = Math.ceil('listening'.length / columns)
        for (let row = before; row < before + wrapped; row++) {
          expect(readLine(rows, row)).toEqual({ text: header, first: before, last: before + wrapped - 1 })
        }
      }),
    )
  })

  it('is the packet’s own also from its hex lines', () => {
    const rows = rowsOf([header, '        0x0000:  4500 0054', '        0x0010:  0808'], 200)
    expect(readLine(rows, 2)?.text).toBe(header)
  })

  it('is none on an empty row', () => expect(readLine(rowsOf(['', 'x'], 10), 0)).toBeNull())
})
