import { describe, expect, it } from 'vitest'
import { emptyTopology } from '../../src/core/topology/topology'
import { articleTopology } from '../fixtures/article-topology'
import { mapIdentity, readMapMemories, rememberMap, untouchedMap } from '../../src/renderer/state/map-memory'

describe('the memory of maps', () => {
  it('knows machines again whatever else changes', () => {
    expect(mapIdentity(articleTopology)).toBe('windows Windows | wsl:Ubuntu Ubuntu')
    expect(mapIdentity({ ...articleTopology, interfaces: [], machines: articleTopology.machines.toReversed() })).toBe(
      mapIdentity(articleTopology),
    )
    expect(mapIdentity(emptyTopology)).toBe('')
  })

  it('changes one map and keeps the others', () => {
    const first = rememberMap({}, 'a', { moves: { box: { x: 1, y: 2 } } })
    const second = rememberMap(first, 'b', { folds: { bridge: 'open' } })
    expect(rememberMap(second, 'a', { folds: { bridge: 'folded' } })).toEqual({
      a: { moves: { box: { x: 1, y: 2 } }, folds: { bridge: 'folded' } },
      b: { moves: {}, folds: { bridge: 'open' } },
    })
  })

  it('is bounded, and forgets the oldest', () => {
    let maps: ReturnType<typeof readMapMemories> = {}
    for (let index = 0; index < 30; index++) maps = rememberMap(maps, `map ${index}`, untouchedMap)
    expect(Object.keys(maps)).toHaveLength(12)
    expect(Object.keys(maps).at(-1)).toBe('map 29')
    const many = Object.fromEntries(Array.from({ length: 90 }, (_, index) => [`box ${index}`, { x: index, y: 0 }]))
    expect(Object.keys(rememberMap({}, 'a', { moves: many })['a']!.moves)).toHaveLength(60)
  })

  it('reads what it wrote, and nothing that is damaged', () => {
    const maps = rememberMap({}, 'a', { moves: { box: { x: 1, y: -2 } }, folds: { bridge: 'open' } })
    expect(readMapMemories(JSON.parse(JSON.stringify(maps)))).toEqual(maps)
    const bad = { a: { moves: { one: 'far', two: { x: 1e99, y: 0 }, three: { x: 3, y: 4 } }, folds: { one: 7 } }, b: 7 }
    expect(readMapMemories(bad)).toEqual({ a: { moves: { three: { x: 3, y: 4 } }, folds: {} }, b: untouchedMap })
    for (const other of [undefined, null, 7, 'x', []]) expect(readMapMemories(other)).toEqual({})
  })
})
