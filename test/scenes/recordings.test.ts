import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { buildTimeline } from '../../src/core/playback/build-timeline'
import { positionsAt } from '../../src/core/playback/positions-at'
import { findWirePath } from '../../src/renderer/scene/find-wire-path'
import { layoutMap } from '../../src/renderer/scene/layout-map'
import { placeTokens } from '../../src/renderer/scene/place-tokens'
import { sceneWords } from '../../src/renderer/scene/scene-words'
import { measureByTable } from './measure-text'
import { readRecording } from './read-recording'

const options = { measure: measureByTable, words: sceneWords.en, width: 1088, height: 525, needed: new Set<string>() }

describe.each(readdirSync('resources/recordings'))('the built-in recording %s', (id) => {
  const { topology, journeys } = readRecording(id)
  const timeline = buildTimeline(journeys, { topology })
  const layout = layoutMap(topology, options)

  it('shows every packet at every moment', () => {
    let most = 0
    for (let time = 0; time < timeline.duration; time += 100) {
      const positions = positionsAt(timeline, time)
      most = Math.max(most, positions.length)
      const tokens = placeTokens(layout, positions, {
        isStill: false,
        fanned: new Set(),
        isApart: false,
        highlighted: new Set(),
      })
      expect(tokens.reduce((sum, { members }) => sum + members.length, 0)).toBe(positions.length)
    }
    expect(most).toBeGreaterThan(0)
  })

  it('moves every packet along lines of the map', () => {
    for (const { stations } of timeline.acts) {
      for (const [index, to] of stations.entries()) {
        const from = stations[index - 1]
        if (from === undefined) continue
        const way = findWirePath(layout, from.interface, to.interface)
        expect(way, `${from.interface} → ${to.interface}`).toMatchObject({ isHidden: false })
      }
    }
  })

  it('rewrites addresses at a gate of the map', () => {
    for (const { stations } of timeline.acts) {
      for (const [index, to] of stations.entries()) {
        if (!to.rewrites.some(({ field }) => field === 'source' || field === 'destination')) continue
        expect(findWirePath(layout, stations[index - 1]!.interface, to.interface)?.gate).not.toBeNull()
      }
    }
  })
})
