import type { Camera } from '../../src/core/lesson/lesson'
import type { Topology } from '../../src/core/topology/topology'
import { layoutMap } from '../../src/renderer/scene/layout-map'
import { sceneWords } from '../../src/renderer/scene/scene-words'
import { measureByTable } from '../../test/scenes/measure-text'
import { interfaceOfPlace, type Place } from './places'

/** The camera on the middle of some places, as the map is laid out on a screen of usual size. */
export function frameCamera(
  topology: Topology,
  { on, zoom }: { readonly on: readonly Place[]; readonly zoom: number },
): Camera {
  const needed = new Set<string>()
  const options = { measure: measureByTable, words: sceneWords.en, width: 1088, height: 525, needed }
  const { ports, width, height } = layoutMap(topology, options)
  const ids = on.map((place) => interfaceOfPlace(topology, place).id)
  const centres = ports.filter(({ id }) => ids.includes(id)).map(({ centre }) => centre)
  if (centres.length < ids.length) throw new Error(`The map does not show all of ${on.join(', ')}.`)
  const middle = (values: readonly number[]) => (Math.min(...values) + Math.max(...values)) / 2
  const share = (value: number) => Math.round(value * 1000) / 1000
  return {
    x: share(middle(centres.map(({ x }) => x)) / width),
    y: share(middle(centres.map(({ y }) => y)) / height),
    zoom,
  }
}
