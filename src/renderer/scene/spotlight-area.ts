import type { SpotlightTarget } from '../../core/lesson/lesson'
import type { NamespaceId, Topology } from '../../core/topology/topology'
import { findWirePath } from './find-wire-path'
import type { Rect } from './geometry'
import type { MapLayout, MapTarget } from './map-layout'
import type { Path } from './path'

/** What a spotlight lights on the map, in map units; nothing where the map does not show it. */
export interface SpotlightArea {
  readonly rects: readonly Rect[]
  readonly wires: readonly Path[]
}

/** So far the light reaches beyond what it lights. */
const reach = 6

const nothing: SpotlightArea = { rects: [], wires: [] }

/** Where a spotlight falls. A header field belongs to the packet and not to the map. */
export function spotlightArea(layout: MapLayout, topology: Topology, target: SpotlightTarget): SpotlightArea {
  switch (target.kind) {
    case 'namespace': {
      const rect = boxOf(layout, topology, target.id)
      return rect === undefined ? nothing : { rects: [grow(rect, 2)], wires: [] }
    }
    case 'interface': {
      const isIt = (each: MapTarget) => each.kind === 'interface' && each.id === target.id
      const box = layout.boxes.find((each) => isIt(each.target))
      const port = layout.ports.find(({ id }) => id === target.id)
      const labels = layout.labels.filter((label) => isIt(label.target))
      return areaAround([...(box ? [box] : []), ...(port ? [port] : []), ...labels])
    }
    case 'gate': {
      const areas = layout.gates
        .filter(({ namespace }) => namespace === target.namespace)
        .map((gate) =>
          areaAround([
            gate,
            ...layout.labels.filter((label) => label.target.kind === 'gate' && label.target.id === gate.id),
          ]),
        )
      return { rects: areas.flatMap(({ rects }) => rects), wires: [] }
    }
    case 'wire': {
      const way = findWirePath(layout, ...target.ends)
      if (way === null) return nothing
      const ports = layout.ports.filter(({ id }) => target.ends.includes(id))
      return { rects: ports.map(({ rect }) => grow(rect, 3)), wires: [way.path] }
    }
    case 'field':
      return nothing
  }
}

/** A container's box, or the machine's for what runs on the host itself. */
function boxOf(layout: MapLayout, topology: Topology, id: NamespaceId): Rect | undefined {
  const own = layout.boxes.find(({ target }) => target.kind === 'namespace' && target.id === id)
  if (own !== undefined) return own.rect
  const namespace = topology.namespaces.find((each) => each.id === id)
  const labels = layout.labels.filter(({ target }) => target.kind === 'namespace' && target.id === id)
  if (labels.length > 0) return areaAround(labels).rects[0]
  return layout.boxes.find(({ target }) => target.kind === 'machine' && target.id === namespace?.machine)?.rect
}

function areaAround(items: readonly { readonly rect: Rect }[]): SpotlightArea {
  if (items.length === 0) return nothing
  const left = Math.min(...items.map(({ rect }) => rect.x))
  const top = Math.min(...items.map(({ rect }) => rect.y))
  const right = Math.max(...items.map(({ rect }) => rect.x + rect.width))
  const bottom = Math.max(...items.map(({ rect }) => rect.y + rect.height))
  return { rects: [grow({ x: left, y: top, width: right - left, height: bottom - top })], wires: [] }
}

function grow({ x, y, width, height }: Rect, by = reach): Rect {
  return { x: x - by, y: y - by, width: width + by * 2, height: height + by * 2 }
}
