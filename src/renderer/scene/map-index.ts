import type { InterfaceId } from '../../core/topology/topology'
import type { GateLayout, MapLayout, PortLayout } from './map-layout'

/** A layout's ports and gates by id. */
export interface MapIndex {
  readonly ports: ReadonlyMap<InterfaceId, PortLayout>
  readonly gates: ReadonlyMap<string, GateLayout>
}

const indexes = new WeakMap<MapLayout, MapIndex>()

/** The index of a layout, made once. */
export function mapIndex(layout: MapLayout): MapIndex {
  let index = indexes.get(layout)
  if (index === undefined) {
    index = {
      ports: new Map(layout.ports.map((port) => [port.id, port])),
      gates: new Map(layout.gates.map((gate) => [gate.id, gate])),
    }
    indexes.set(layout, index)
  }
  return index
}
