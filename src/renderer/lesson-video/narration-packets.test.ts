import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeVoice, type VoicePacket } from './narration-packets'

const spoken = (from: number, count: number): readonly VoicePacket[] =>
  Array.from({ length: count }, (_, index) => ({
    time: from + index * 20,
    duration: 20,
    data: Uint8Array.of(1, index),
  }))
const isSpoken = ({ data }: VoicePacket) => data[0] === 1

describe('placeVoice', () => {
  it('leaves out what was cut, and is silent at the end of a slowed stretch', () => {
    // 100 ms as it is, 100 ms cut out, 100 ms that take 300, and 100 ms more.
    const parts = [
      { from: 0, to: 100, videoFrom: 0 },
      { from: 200, to: 300, videoFrom: 100 },
      { from: 300, to: 400, videoFrom: 400 },
    ]
    const voice = placeVoice(spoken(0, 20), parts, 500)
    expect(voice.filter(isSpoken).map(({ time, data }) => [data[1], time])).toEqual([
      ...[0, 1, 2, 3, 4].map((index) => [index, index * 20]),
      ...[10, 11, 12, 13, 14].map((index) => [index, 100 + (index - 10) * 20]),
      ...[15, 16, 17, 18, 19].map((index) => [index, 400 + (index - 15) * 20]),
    ])
    expect(voice.filter((packet) => !isSpoken(packet)).map(({ time }) => time)).toEqual(
      Array.from({ length: 10 }, (_, index) => 200 + index * 20),
    )
  })

  it('begins late with silence when the voice does', () => {
    const voice = placeVoice(spoken(70, 1), [{ from: 0, to: 1000, videoFrom: 0 }], 100)
    expect(voice.map((packet) => [packet.time, isSpoken(packet)])).toEqual([
      [0, false],
      [20, false],
      [40, false],
      [70, true],
    ])
  })

  it('is always in order, never over itself and never with a gap', () => {
    const edges = fc.uniqueArray(fc.integer({ min: 0, max: 2000 }), { minLength: 2, maxLength: 8 })
    const property = fc.property(edges, fc.integer({ min: 0, max: 30 }), (given, offset) => {
      const sorted = [...given].sort((a, b) => a - b)
      let video = 0
      const parts = sorted.slice(1).flatMap((to, index) => {
        const from = sorted[index]!
        // Every other stretch is cut out.
        if (index % 2 === 1) return []
        const part = { from, to, videoFrom: video }
        video += to - from + (index % 4 === 0 ? 50 : 0)
        return [part]
      })
      let end = 0
      for (const { time, duration } of placeVoice(spoken(offset, 100), parts, video)) {
        expect(time).toBeGreaterThanOrEqual(end - 1)
        expect(time - end).toBeLessThan(20)
        end = time + duration
      }
      expect(end).toBeLessThanOrEqual(video + 1)
      expect(video - end).toBeLessThan(20)
    })
    fc.assert(property)
  })
})
