import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { curvePath, endOfPath, joinPaths, linePath, pathData, pointAt, railPath, reversePath, samplePath } from './path'

const points = fc.record({ x: fc.integer({ min: 0, max: 1000 }), y: fc.integer({ min: 0, max: 1000 }) })
const paths = fc.oneof(
  fc.tuple(points, points).map(([from, to]) => curvePath(from, to)),
  fc.tuple(points, points).map(([from, to]) => linePath(from, to)),
  fc.tuple(points, fc.integer({ min: 0, max: 1000 }), points).map(([from, x, to]) => railPath(from, x, to)),
)

describe('paths', () => {
  it('run back the way they came', () => {
    fc.assert(
      fc.property(paths, fc.double({ min: 0, max: 1, noNaN: true }), (path, share) => {
        const [there, back] = [samplePath(path), samplePath(reversePath(path))]
        expect(back.length).toBeCloseTo(there.length, 5)
        const [a, b] = [pointAt(there, share), pointAt(back, 1 - share)]
        expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeLessThan(0.01)
      }),
    )
  })

  it('join end to start', () => {
    fc.assert(
      fc.property(paths, paths, (first, second) => {
        const joined = joinPaths(first, second)
        expect(joined.start).toEqual(first.start)
        expect(endOfPath(joined)).toEqual(endOfPath(second))
        const least = samplePath(first).length + samplePath(second).length
        expect(samplePath(joined).length).toBeGreaterThanOrEqual(least - 1e-6)
      }),
    )
  })

  it('are walked at even speed', () => {
    fc.assert(
      fc.property(paths, (path) => {
        const sampled = samplePath(path)
        let walked = 0
        let last = pointAt(sampled, 0)
        for (let step = 1; step <= 50; step++) {
          const next = pointAt(sampled, step / 50)
          const stride = Math.hypot(next.x - last.x, next.y - last.y)
          expect(stride).toBeLessThanOrEqual(sampled.length / 50 + 1e-6)
          walked += stride
          last = next
        }
        expect(walked).toBeLessThanOrEqual(sampled.length + 1e-6)
        expect(Math.hypot(last.x - endOfPath(path).x, last.y - endOfPath(path).y)).toBeLessThan(1e-6)
      }),
    )
  })

  it('become SVG path data', () => {
    expect(pathData(linePath({ x: 1, y: 2 }, { x: 3.456, y: 4 }))).toBe('M1 2L3.46 4')
    expect(pathData(curvePath({ x: 0, y: 0 }, { x: 10, y: 20 }))).toBe('M0 0C5 0 5 20 10 20')
  })
})
