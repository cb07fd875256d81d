import { describe, expect, it } from 'vitest'
import type { CapturePoint } from '../../src/core/correlate/sighting'
import { buildTimeline } from '../../src/core/playback/build-timeline'
import { positionsAt } from '../../src/core/playback/positions-at'
import { emptyTopology } from '../../src/core/topology/topology'
import { addCapturePoints } from '../../src/renderer/scene/add-capture-points'
import { layoutMap } from '../../src/renderer/scene/layout-map'
import { placeTokens } from '../../src/renderer/scene/place-tokens'
import { sceneWords } from '../../src/renderer/scene/scene-words'
import { articlePoints } from '../fixtures/article-frames'
import { articleTopology } from '../fixtures/article-topology'
import { pingSightings, trackJourneys } from './article-journeys'
import { measureByTable } from './measure-text'

const options = { measure: measureByTable, words: sceneWords.en, width: 1088, height: 525, needed: new Set<string>() }

describe('addCapturePoints', () => {
  it('leaves a topology alone that knows them all', () => {
    expect(addCapturePoints(articleTopology, Object.values(articlePoints))).toBe(articleTopology)
  })

  it('makes a map of what the points say, on which every token has its place', () => {
    const topology = addCapturePoints(emptyTopology, Object.values(articlePoints))
    expect(topology.machines.map(({ id, kind }) => `${id} ${kind}`)).toEqual(['wsl:Ubuntu wsl', 'windows windows'])
    expect(topology.wires).toEqual([])
    const needed = new Set(topology.interfaces.map(({ id }) => id))
    const layout = layoutMap(topology, { ...options, needed })
    expect(layout.hidden).toEqual([])
    const timeline = buildTimeline(trackJourneys(pingSightings(0, 1), emptyTopology))
    for (const act of timeline.acts) {
      for (const time of act.times) {
        const positions = positionsAt(timeline, time)
        expect(
          placeTokens(layout, positions, { isStill: false, fanned: new Set(), isApart: false, highlighted: new Set() }),
        ).toHaveLength(positions.length)
      }
    }
  })

  it('puts files of unknown origin on one line by their names', () => {
    const bare: CapturePoint[] = ['container1', 'docker0', 'wifi'].map((interfaceName, index) => ({
      index,
      interface: null,
      interfaceName,
      machine: null,
      namespace: null,
    }))
    const layout = layoutMap(addCapturePoints(emptyTopology, bare), options)
    expect(layout.labels.map(({ text }) => text)).toEqual(['Captures', 'container1', 'docker0', 'wifi'])
    expect(new Set(layout.ports.map(({ centre }) => centre.x)).size).toBe(1)
  })
})
