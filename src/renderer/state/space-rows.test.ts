import { expect, it } from 'vitest'
import { spaceRows } from './space-rows'

it('spaces rows by time, keeps those of one instant apart and breaks what is far longer', () => {
  const { places, gaps } = spaceRows([0, 10, 0, 20, 10, 1_000_000])
  expect(places.map((place) => Math.round(place * 10) / 10)).toEqual([0, 1, 1.6, 3.6, 4.6, 9.6])
  expect(gaps).toEqual([{ row: 5, nanoseconds: 1_000_000 }])
})

it('takes no rows, and rows of one instant', () => {
  expect(spaceRows([])).toEqual({ places: [], gaps: [] })
  expect(spaceRows([0, 0]).places).toEqual([0, 0.6])
})
