import { describe, expect, it } from 'vitest'
import { JourneyHistory } from '../../src/renderer/state/journey-history'
import { anchorAt, countNewer, newestPacket, scrollTopFor } from '../../src/renderer/state/list-place'
import { listRows, plainList } from '../../src/renderer/state/list-rows'
import { readRecording } from '../scenes/read-recording'

const { journeys } = readRecording('internet')
const history = new JourneyHistory()
for (const journey of journeys) history.put(journey)
const rowsOf = (from: number, to = journeys.length, pinned: readonly number[] = []) =>
  listRows(history.journeys.slice(from, to), { ...plainList, pinned: new Set(pinned) }, { history, clock: null })

describe('the place in the list', () => {
  it('stays with its row when older ones are let go, and when others come', () => {
    const anchor = anchorAt(rowsOf(0, 8), 4 * 28 + 9, 28)!
    expect(anchor).toMatchObject({ index: 4, offset: 9 })
    expect(scrollTopFor(rowsOf(0), anchor, 28)).toBeNull()
    expect(scrollTopFor(rowsOf(2), anchor, 28)).toBe(2 * 28 + 9)
    expect(scrollTopFor(rowsOf(6), anchor, 28)).toBeNull()
    expect(anchorAt([], 0, 28)).toBeNull()
  })

  it('knows how many packets came since, whatever was let go meanwhile', () => {
    const newest = newestPacket(rowsOf(0, 4))
    expect(countNewer(rowsOf(0, 4), newest)).toBe(0)
    expect(countNewer(rowsOf(0), newest)).toBe(journeys.length - 4)
    expect(countNewer(rowsOf(2), newest)).toBe(journeys.length - 4)
  })

  it('counts no pinned exchange and no late answer as new', () => {
    const newest = newestPacket(rowsOf(0, 5))
    const last = journeys.at(-1)!.exchange
    const fresh = countNewer(rowsOf(0), newest)
    expect(countNewer(rowsOf(0, journeys.length, [last]), newest)).toBe(fresh - 2)
    expect(countNewer(rowsOf(0, 6), newest)).toBe(0)
  })
})
