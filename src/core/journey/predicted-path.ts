import type { Sighting } from '../correlate/sighting'
import { predictPath, predictReturnPath } from '../topology/predict-path'
import type { InterfaceId, NamespaceId } from '../topology/topology'
import type { InferredHop } from './journey'
import type { PointPlaces } from './point-places'

/** Interfaces that a packet should pass, from the map alone; kept per pair of ends because journeys repeat them. */
export class PredictedPaths {
  readonly #known = new Map<string, readonly InterfaceId[]>()

  constructor(private readonly places: PointPlaces) {}

  /**
   * The predicted interfaces in path order, `[]` when the map tells nothing. `request` is the path of the journey that
   * this one answers.
   */
  of(path: readonly Sighting[], request: readonly Sighting[] | null): readonly InterfaceId[] {
    const { places } = this
    const first = path[0]!
    if (places.owns(first.point, first.packet.source)) return this.#forward(first)
    const last = path[path.length - 1]!
    if (places.owns(last.point, last.packet.destination)) {
      return this.#back(places.interfaceOf(last.point)!.namespace, last.packet.source, last.packet.destination)
    }
    const origin = request?.[0]
    if (origin === undefined || !places.owns(origin.point, origin.packet.source)) return []
    return this.#back(places.interfaceOf(origin.point)!.namespace, first.packet.source, origin.packet.source)
  }

  #forward({ point, packet }: Sighting): readonly InterfaceId[] {
    const { namespace } = this.places.interfaceOf(point)!
    const key = `${namespace} > ${packet.destination} ${packet.source} ${packet.protocol}`
    return this.#remember(key, () => {
      const hops = predictPath(this.places.topology, namespace, packet.destination, { source: packet.source })
      return hops.map((hop) => hop.interface)
    })
  }

  #back(namespace: NamespaceId, source: string, destination: string): readonly InterfaceId[] {
    return this.#remember(`${namespace} < ${source} ${destination}`, () => {
      const hops = predictReturnPath(this.places.topology, namespace, source, { source: destination })
      return hops.map((hop) => hop.interface)
    })
  }

  #remember(key: string, predict: () => readonly InterfaceId[]): readonly InterfaceId[] {
    let hops = this.#known.get(key)
    if (hops === undefined) {
      // Addresses come from packets, so their number is bounded only here.
      if (this.#known.size >= 4096) this.#known.clear()
      // A bridged frame enters and leaves by one interface: two predicted hops, one place.
      hops = predict().filter((id, i, all) => id !== all[i - 1])
      this.#known.set(key, hops)
    }
    return hops
  }
}

/** What comparing an observed path with the predicted one shows. */
export interface PathComparison {
  readonly inferred: readonly InferredHop[]
  /** A capture behind the last sighting should have seen the packet and did not. */
  readonly isCutShort: boolean
}

const nothing: PathComparison = { inferred: [], isCutShort: false }

/**
 * Lays a path over its prediction. Hops between sightings that no capture watches are inferred; so are those behind the
 * last one when the packet is known to have gone on. Where it was seen beside its predicted way nothing of that is inferred.
 */
export function comparePaths(
  path: readonly Sighting[],
  predicted: readonly InterfaceId[],
  watched: ReadonlySet<InterfaceId>,
  places: PointPlaces,
  hasGoneOn: boolean,
): PathComparison {
  if (predicted.length === 0) return nothing
  const seenAt = new Map<InterfaceId, number>()
  path.forEach((sighting, index) => {
    const id = places.interfaceOf(sighting.point)?.id
    if (id !== undefined && !seenAt.has(id)) seenAt.set(id, index)
  })
  const lastSeen = predicted.findLastIndex((id) => seenAt.has(id))
  if (lastSeen === -1) return nothing

  const inferred: InferredHop[] = []
  let isCutShort = false
  let after = -1
  const strays = strayIndexes(path, predicted, places)
  const isAstray = (index: number): boolean => {
    if (strays.length === 0) return false
    const next = predicted.slice(index).find((id) => seenAt.has(id))
    const before = next === undefined ? Infinity : seenAt.get(next)!
    return strays.some((stray) => stray > after && stray < before)
  }
  for (const [index, id] of predicted.entries()) {
    const seen = seenAt.get(id)
    if (seen !== undefined) after = seen
    else if (index > lastSeen && watched.has(id)) isCutShort = true
    else if (!watched.has(id) && (index < lastSeen || hasGoneOn) && !isAstray(index)) {
      inferred.push({ after, interface: id })
    }
  }
  return inferred.length === 0 && !isCutShort ? nothing : { inferred, isCutShort }
}

/** Indexes of the sightings at interfaces of the map that are not on the predicted way. */
function strayIndexes(path: readonly Sighting[], predicted: readonly InterfaceId[], places: PointPlaces): number[] {
  return path.flatMap(({ point }, index) => {
    const id = places.interfaceOf(point)?.id
    return id === undefined || predicted.includes(id) ? [] : [index]
  })
}
