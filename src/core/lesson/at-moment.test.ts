import { expect, it } from 'vitest'
import { cameraAt, captionAt, chapterAt, settingAt, spotlightsAt, wholeMap } from './at-moment'
import type { Move } from './lesson'

const packet = { interface: 'a/eth0', time: '1.000000000' }
const moves: readonly Move[] = [
  { at: 10, kind: 'select', packet, interface: 'a/eth0' },
  { at: 20, kind: 'tab', tab: 'facts', facts: 'nat' },
  { at: 30, kind: 'camera', camera: { x: 0.5, y: 0.5, zoom: 2 } },
  { at: 40, kind: 'select', packet: null, interface: null },
  { at: 2030, kind: 'camera', camera: null },
]

it('knows what was chosen at each moment, whichever way it was reached', () => {
  expect(settingAt({ moves }, 5)).toEqual({ selection: null, tab: null, facts: null })
  expect(settingAt({ moves }, 35)).toEqual({
    selection: { packet, interface: 'a/eth0' },
    tab: 'facts',
    facts: 'nat',
  })
  expect(settingAt({ moves }, 99)).toEqual({ selection: null, tab: 'facts', facts: 'nat' })
})

it('finds the caption, the chapter and the spotlights', () => {
  const text = (en: string) => ({ en, ja: '' })
  const captions = [
    { from: 0, to: 100, text: text('a') },
    { from: 50, to: 80, text: text('b') },
  ]
  expect([10, 60, 90, 100].map((time) => captionAt({ captions }, time)?.text.en)).toEqual(['a', 'b', 'a', undefined])
  const chapters = [
    { at: 10, title: text('one') },
    { at: 50, title: text('two') },
  ]
  expect([0, 10, 49, 50].map((time) => chapterAt({ chapters }, time))).toEqual([-1, 0, 0, 1])
  const spotlight = { from: 5, to: 6, target: { kind: 'field', field: 'ttl' } as const }
  expect(spotlightsAt({ spotlights: [spotlight] }, 5)).toEqual([spotlight])
  expect(spotlightsAt({ spotlights: [spotlight] }, 6)).toEqual([])
})

it('glides with the camera, the same at a moment whatever came before', () => {
  expect(cameraAt({ moves }, 30)).toEqual(wholeMap)
  expect(cameraAt({ moves }, 480).zoom).toBeCloseTo(Math.SQRT2)
  expect(cameraAt({ moves }, 2000)).toEqual({ x: 0.5, y: 0.5, zoom: 2 })
  expect(cameraAt({ moves }, 9000)).toEqual(wholeMap)
  const hasty = [moves[2]!, { at: 480, kind: 'camera', camera: null } as const]
  expect(cameraAt({ moves: hasty }, 480).zoom).toBeCloseTo(Math.SQRT2)
})
