import { describe, expect, it } from 'vitest'
import { layoutMap, type MapOptions } from '../../src/renderer/scene/layout-map'
import { findWirePath } from '../../src/renderer/scene/find-wire-path'
import { boxKey } from '../../src/renderer/scene/moves'
import { endOfPath } from '../../src/renderer/scene/path'
import { sceneWords } from '../../src/renderer/scene/scene-words'
import { looksAlike, tweenLayout } from '../../src/renderer/scene/tween-layout'
import { makeTopology, plainSpec } from './make-topology'
import { measureByTable } from './measure-text'

const options: MapOptions = {
  measure: measureByTable,
  words: sceneWords.en,
  needed: new Set(),
  width: 1600,
  height: 1000,
}
const few = layoutMap(makeTopology({ ...plainSpec, containers: 2 }), options)
const more = layoutMap(makeTopology({ ...plainSpec, containers: 3 }), options)
const shares = [0, 0.25, 0.5, 0.75, 1]

describe('tweenLayout', () => {
  it.each([
    ['a container that starts', few, more],
    ['a container that stops', more, few],
  ])('keeps every wire on its interfaces for %s', (_, before, after) => {
    for (const share of shares) {
      const layout = tweenLayout(before, after, share)
      for (const { ends, path, kind } of layout.segments) {
        if (kind !== 'wire') continue
        const [from, to] = ends.map((id) => layout.ports.find((port) => port.id === id)!.centre)
        expect(path.start.x).toBeCloseTo(from!.x, 5)
        expect(path.start.y).toBeCloseTo(from!.y, 5)
        expect(endOfPath(path).x).toBeCloseTo(to!.x, 5)
        expect(endOfPath(path).y).toBeCloseTo(to!.y, 5)
      }
      const [first, last] = ['wsl:Ubuntu/container1/eth0', 'windows/host/Wi-Fi'] as const
      const way = findWirePath(layout, first, last)!
      expect(way.sampled.points[0]).toEqual(layout.ports.find(({ id }) => id === first)!.centre)
    }
  })

  it('begins and ends with the two layouts', () => {
    expect(looksAlike(tweenLayout(few, few, 0.5), few)).toBe(true)
    const end = tweenLayout(few, more, 1)
    expect(end.boxes.map(({ target, rect }) => [boxKey(target), rect])).toEqual(
      more.boxes.map(({ target, rect }) => [boxKey(target), rect]),
    )
    expect([end.width, end.height]).toEqual([more.width, more.height])
    expect(looksAlike(few, more)).toBe(false)
  })

  it('lets what is new grow and appear, and what is gone fade', () => {
    const box = (share: number, before = few, after = more) =>
      tweenLayout(before, after, share).boxes.find(({ target }) => boxKey(target) === 'namespace wsl:Ubuntu/container3')
    const widths = shares.map((share) => box(share)!.rect.width)
    expect(widths).toEqual([...widths].sort((a, b) => a - b))
    expect(widths[0]).toBeLessThan(widths.at(-1)!)
    expect(shares.map((share) => box(share)!.opacity)).toEqual(shares)
    expect(shares.map((share) => box(share, more, few)!.opacity)).toEqual([1, 0.75, 0.5, 0.25, 0])
    const others = tweenLayout(few, more, 0.5).boxes.filter(({ opacity }) => opacity !== undefined)
    expect(others).toHaveLength(1)
  })
})
