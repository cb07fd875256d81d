import { describe, expect, it } from 'vitest'
import { followView } from './follow-view'
import { toMap, toScreen, type View } from './view'

const size = { width: 1000, height: 600 }

describe('followView', () => {
  const view: View = { zoom: 1, x: 0, y: 0 }

  it('stands still while the packet is well inside the picture', () => {
    expect(followView(view, { x: 500, y: 300 }, size, 16, true)).toBe(view)
  })

  it('goes after a packet that leaves, gently and without overshooting', () => {
    const place = toMap(view, { x: 980, y: 300 })
    let now = view
    let before = 980
    for (let frame = 0; frame < 200; frame++) {
      now = followView(now, toScreen(now, place), size, 16, true)
      const { x, y } = toScreen(now, place)
      expect(x).toBeLessThanOrEqual(before)
      expect(before - x).toBeLessThan(40)
      expect(y).toBe(300)
      before = x
    }
    expect(before).toBeCloseTo(750, 0)
  })

  it('comes near enough to read, with the packet staying in the picture', () => {
    let now: View = { zoom: 0.3, x: 100, y: 100 }
    const place = { x: 2000, y: 900 }
    for (let frame = 0; frame < 300; frame++) now = followView(now, toScreen(now, place), size, 16, true)
    expect(now.zoom).toBeCloseTo(0.7, 1)
    const { x, y } = toScreen(now, place)
    expect([x >= 249, x <= 751, y >= 149, y <= 451]).toEqual([true, true, true, true])
  })

  it('is there at once where motion is not wanted', () => {
    const now = followView({ zoom: 0.35, x: 0, y: 0 }, { x: 990, y: 590 }, size, 0, false)
    expect(now.zoom).toBeCloseTo(0.7)
    const again = followView(now, toScreen(now, toMap({ zoom: 0.35, x: 0, y: 0 }, { x: 990, y: 590 })), size, 0, false)
    expect(again).toBe(now)
  })
})
