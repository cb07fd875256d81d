import { describe, expect, it } from 'vitest'
import { countColours, createColourIndex, pickPalette, type ColourCounts } from './pick-palette'

function pixelsOf(...colours: readonly number[]): Uint8ClampedArray {
  return Uint8ClampedArray.from(colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff, 255]))
}

describe('a palette', () => {
  it('counts each pixel once', () => {
    const counts: ColourCounts = new Map()
    countColours(pixelsOf(0x102030, 0x102030, 0xffeedd, 0x102030), counts)
    countColours(pixelsOf(0xffeedd), counts)
    expect([...counts]).toEqual([
      [0x102030, 3],
      [0xffeedd, 2],
    ])
  })

  it('keeps the very colours of areas, and of shades that look alike the most frequent', () => {
    const counts: ColourCounts = new Map([
      [0x0d1117, 90_000],
      [0x121a22, 50_000],
      [0x0d1118, 3],
      [0xe8edf4, 400],
    ])
    expect(pickPalette(counts, 255)).toEqual([0x0d1117, 0x121a22, 0xe8edf4])
  })

  it('keeps areas apart that differ little, however many shades there are', () => {
    const shades = Array.from({ length: 5000 }, (_, index) => [(index * 3359) & 0xffffff, 10] as const)
    const counts: ColourCounts = new Map([[0x0d1117, 90_000], [0x11161e, 50_000], [0x121a22, 40_000], ...shades])
    const palette = pickPalette(counts, 255)
    for (const colour of [0x0d1117, 0x11161e, 0x121a22]) expect(palette).toContain(colour)
  })

  it('has no more colours than it may, however many there are', () => {
    const counts: ColourCounts = new Map(
      Array.from({ length: 40_000 }, (_, index) => [(index * 419) & 0xffffff, index]),
    )
    for (const most of [2, 16, 255]) expect(pickPalette(counts, most).length).toBeLessThanOrEqual(most)
    expect(pickPalette(counts, 255).length).toBeGreaterThan(100)
  })

  it('gives each pixel its nearest colour, also the first and the last of 255', () => {
    const palette = Array.from({ length: 255 }, (_, index) => index * 0x010101)
    const indexOf = createColourIndex(palette)
    expect([...indexOf(pixelsOf(0, 0xfefefe, 0xffffff, 0x808080, 0x818080))]).toEqual([0, 254, 254, 128, 128])
    expect([...indexOf(pixelsOf(0xffffff, 0))]).toEqual([254, 0])
  })
})
