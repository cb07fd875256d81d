import { describe, expect, it } from 'vitest'
import { drawMap } from '../../src/renderer/scene/draw-map'
import { layoutMap } from '../../src/renderer/scene/layout-map'
import { mapShapes } from '../../src/renderer/scene/map-shapes'
import { sceneWords } from '../../src/renderer/scene/scene-words'
import { themes } from '../../src/renderer/scene/theme'
import { articleTopology } from '../fixtures/article-topology'
import { measureByTable } from './measure-text'
import { recordDrawing } from './record-drawing'

const layout = layoutMap(articleTopology, {
  measure: measureByTable,
  words: sceneWords.en,
  needed: new Set(),
  width: 1088,
  height: 525,
})

/** The recorder tells a path by its data. */
const makePath = (d: string) => ({ d }) as unknown as Path2D

function draw(shapes: ReturnType<typeof mapShapes>): readonly string[] {
  const { context, lines } = recordDrawing()
  drawMap(context, shapes, makePath)
  return lines
}

describe('drawMap', () => {
  const shapes = mapShapes(layout, themes.dark)
  const lines = draw(shapes)

  it('draws every shape in order: a fill where there is one, a stroke, or a text', () => {
    const expected = shapes.map((shape) => {
      if (shape.kind === 'text') return ['text']
      return shape.fill === 'none' ? ['stroke'] : ['fill', 'stroke']
    })
    expect(lines.map((line) => line.split(' ')[0])).toEqual(expected.flat())
  })

  it('draws every text where the map has it, and every path with its data', () => {
    for (const shape of shapes) {
      if (shape.kind === 'text') {
        expect(lines.some((line) => line.startsWith(`text ${JSON.stringify(shape.text)} ${shape.fill} `))).toBe(true)
      } else if (shape.kind === 'path') {
        expect(lines.some((line) => line.endsWith(` ${shape.d}`))).toBe(true)
      }
    }
  })

  it('dashes what is dashed, and fades what comes or goes', () => {
    const wire = shapes.find((shape) => shape.role === 'wire')
    if (wire?.kind !== 'path') throw new Error('The article has no wire.')
    expect(draw([{ ...wire, dash: '5 5', opacity: 0.5 }])).toEqual([
      `stroke ${wire.stroke} ${wire.strokeWidth} alpha 0.5 dashed 5 5 ${wire.d}`,
    ])
    expect(draw([{ ...wire, dash: null }])).toEqual([`stroke ${wire.stroke} ${wire.strokeWidth} ${wire.d}`])
  })
})
