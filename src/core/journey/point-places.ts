import type { CapturePoint } from '../correlate/sighting'
import { findInterface, interfaceById } from '../topology/find-interface'
import { indexTopology } from '../topology/index-topology'
import type { Interface, Topology } from '../topology/topology'

/** Where capture points stand on a map; looked up once per point. */
export class PointPlaces {
  readonly #places = new Map<CapturePoint, Interface | null>()

  constructor(readonly topology: Topology) {}

  /** The interface of a capture point, null when the map does not know it. */
  interfaceOf(point: CapturePoint): Interface | null {
    if (this.topology.interfaces.length === 0) return null
    const known = this.#places.get(point)
    if (known !== undefined) return known
    const found = this.#find(point)
    this.#places.set(point, found)
    return found
  }

  /** Whether an address belongs to the namespace in which a capture point stands. */
  owns(point: CapturePoint, address: string): boolean {
    const place = this.interfaceOf(point)
    if (place === null) return false
    const owners = indexTopology(this.topology).interfacesByAddress.get(address)
    return owners !== undefined && owners.some((owner) => owner.namespace === place.namespace)
  }

  /** Whether a wire joins two capture points. */
  areWired(a: CapturePoint, b: CapturePoint): boolean {
    const from = this.interfaceOf(a)
    const to = this.interfaceOf(b)
    if (from === null || to === null) return false
    const wires = indexTopology(this.topology).wiresOf.get(from.id)
    return wires !== undefined && wires.some((wire) => wire.ends.includes(to.id))
  }

  #find(point: CapturePoint): Interface | null {
    const { topology } = this
    if (point.interface !== null) return interfaceById(topology, point.interface)
    const { machine, namespace, interfaceName } = point
    if (machine !== null && namespace !== null) {
      return interfaceById(topology, `${machine}/${namespace}/${interfaceName}`)
    }
    return findInterface(topology, namespace === null ? interfaceName : `${namespace}/${interfaceName}`)
  }
}
