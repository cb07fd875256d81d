import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MapLayout } from './map-layout'
import { linePath } from './path'
import { fitView, hitTest, keepInView, startView, toMap, toScreen, zoomAt, type View } from './view'

const coordinate = fc.double({ min: -2000, max: 2000, noNaN: true })
const points = fc.record({ x: coordinate, y: coordinate })
const views: fc.Arbitrary<View> = fc.record({
  zoom: fc.double({ min: 0.1, max: 3, noNaN: true }),
  x: coordinate,
  y: coordinate,
})

describe('view', () => {
  it('turns screen points into map points and back', () => {
    fc.assert(
      fc.property(views, points, (view, point) => {
        const back = toScreen(view, toMap(view, point))
        expect(back.x).toBeCloseTo(point.x, 6)
        expect(back.y).toBeCloseTo(point.y, 6)
      }),
    )
  })

  it('keeps what is under the pointer there while zooming', () => {
    fc.assert(
      fc.property(views, points, fc.double({ min: 0.2, max: 5, noNaN: true }), (view, point, factor) => {
        const before = toMap(view, point)
        const after = toMap(zoomAt(view, point, factor), point)
        expect(after.x).toBeCloseTo(before.x, 5)
        expect(after.y).toBeCloseTo(before.y, 5)
      }),
    )
  })

  it('fits the whole map into the middle of any viewport', () => {
    const sizes = fc.integer({ min: 40, max: 3000 })
    fc.assert(
      fc.property(sizes, sizes, sizes, sizes, (mapWidth, mapHeight, width, height) => {
        const view = fitView({ width: mapWidth, height: mapHeight }, width, height)
        const [from, to] = [toScreen(view, { x: 0, y: 0 }), toScreen(view, { x: mapWidth, y: mapHeight })]
        expect(from.x).toBeGreaterThanOrEqual(0)
        expect(from.y).toBeGreaterThanOrEqual(0)
        expect(from.x).toBeCloseTo(width - to.x, 5)
        expect(from.y).toBeCloseTo(height - to.y, 5)
      }),
    )
  })

  it('moves only as far as needed to keep a point in view', () => {
    fc.assert(
      fc.property(views, points, (view, point) => {
        const kept = keepInView(view, point, 1000, 600)
        const { x, y } = toScreen(kept, point)
        expect(x).toBeGreaterThanOrEqual(250 - 1e-6)
        expect(x).toBeLessThanOrEqual(750 + 1e-6)
        expect(y).toBeGreaterThanOrEqual(150 - 1e-6)
        expect(y).toBeLessThanOrEqual(450 + 1e-6)
        expect(keepInView(kept, point, 1000, 600)).toEqual(expect.objectContaining({ zoom: view.zoom }))
      }),
    )
    const calm: View = { zoom: 1, x: 0, y: 0 }
    expect(keepInView(calm, { x: 500, y: 300 }, 1000, 600)).toBe(calm)
  })
})

describe('hitTest', () => {
  const layout: MapLayout = {
    width: 300,
    height: 200,
    boxes: [
      { target: { kind: 'machine', id: 'linux' }, look: 'linux', rect: { x: 0, y: 0, width: 300, height: 200 } },
      {
        target: { kind: 'namespace', id: 'linux/c' },
        look: 'container',
        rect: { x: 20, y: 20, width: 80, height: 80 },
      },
    ],
    ports: [
      {
        id: 'linux/c/eth0',
        kind: 'veth',
        centre: { x: 100, y: 60 },
        rect: { x: 94, y: 54, width: 12, height: 12 },
        isUp: true,
      },
    ],
    gates: [
      {
        id: 'gate',
        namespace: 'linux/host',
        rules: [],
        centre: { x: 200, y: 60 },
        rect: { x: 181, y: 41, width: 38, height: 38 },
      },
    ],
    labels: [],
    segments: [
      {
        id: 'wire',
        kind: 'wire',
        ends: ['linux/c/eth0', 'linux/host/eth0'],
        path: linePath({ x: 100, y: 60 }, { x: 290, y: 60 }),
        railX: null,
        gate: null,
        changeAt: 0.5,
        isInferred: false,
        isDrawn: true,
      },
    ],
    boundaries: [],
    hidden: [],
  }

  it.each([
    [{ x: 101, y: 62 }, 'interface'],
    [{ x: 200, y: 45 }, 'gate'],
    [{ x: 216, y: 76 }, 'machine'],
    [{ x: 150, y: 62 }, 'wire'],
    [{ x: 50, y: 50 }, 'namespace'],
    [{ x: 250, y: 150 }, 'machine'],
  ])('finds at %o the %s', (point, kind) => {
    expect(hitTest(layout, point)?.kind).toBe(kind)
  })

  it('finds nothing outside', () => {
    expect(hitTest(layout, { x: 500, y: 500 })).toBeNull()
  })
})

describe('startView', () => {
  const map = { width: 1200, height: 320 }

  it('shows all of the map where nothing larger is asked for', () => {
    expect(startView(map, { width: 970, height: 286 }, 1)).toEqual(fitView(map, 970, 286))
  })

  it('shows texts that can be read from afar, from where packets start, and at least half of the map', () => {
    const near = startView(map, { width: 970, height: 286 }, 1.3)
    expect(near.zoom).toBeCloseTo(1.17)
    expect(toScreen(near, { x: 20, y: 20 }).x).toBeLessThan(30)
    const large = { width: 4000, height: 3000 }
    const zoom = startView(large, { width: 970, height: 286 }, 1.3).zoom
    expect(zoom).toBeCloseTo(fitView(large, 970, 286).zoom / 0.52)
  })

  it('lets a map that leaves room become larger still', () => {
    const view = startView({ width: 400, height: 200 }, { width: 2000, height: 1200 }, 1.3)
    expect(view.zoom).toBeCloseTo(1.625)
    expect(toScreen(view, { x: 200, y: 100 })).toEqual({ x: 1000, y: 600 })
  })
})
