import type { CapturePoint, Sighting } from '../correlate/sighting'
import type { Packet } from '../decode/packet'
import type { Journey } from '../journey/journey'
import { interfaceById } from '../topology/find-interface'
import type { InterfaceId, Topology } from '../topology/topology'
import type { Passage, Station } from './timeline'

/** The interface of a capture point; one made of its names when the topology does not know it. */
export function interfaceOfPoint(point: CapturePoint): InterfaceId {
  return point.interface ?? `${point.machine ?? 'unknown'}/${point.namespace ?? 'host'}/${point.interfaceName}`
}

/** Everything a journey passes, in order: its sightings with the inferred hops before, between and after them. */
export function listStations(journey: Journey, topology: Topology): Station[] {
  const stations: Station[] = []
  let previous: Sighting | null = null
  for (const [index, sighting] of journey.sightings.entries()) {
    const gap = inferredAfter(journey, index - 1)
    const ids = [...gap, interfaceOfPoint(sighting.point)]
    const rewrites = journey.rewrites.filter((rewrite) => rewrite.after === index - 1)
    const last = stations.at(-1)
    const changeAt = last === undefined ? 0 : rewritingLeg(topology, [last.interface, ...ids])
    for (const [step, id] of ids.entries()) {
      const isChanged = previous === null || step >= changeAt
      const packet: Packet = isChanged ? sighting.packet : previous!.packet
      const own = step === gap.length
      stations.push({
        interface: id,
        name: own ? sighting.point.interfaceName : nameOf(topology, id),
        sighting: own ? sighting : null,
        packet,
        rewrites: step === changeAt && previous !== null ? rewrites : [],
        passage: passageBetween(topology, stations.at(-1)?.interface, id),
        frames: own ? framesAt(journey, sighting) : (stations.at(-1)?.frames ?? framesAt(journey, sighting)),
      })
    }
    previous = sighting
  }
  for (const id of inferredAfter(journey, journey.sightings.length - 1)) {
    stations.push({
      interface: id,
      name: nameOf(topology, id),
      sighting: null,
      packet: previous?.packet ?? null,
      rewrites: [],
      passage: passageBetween(topology, stations.at(-1)?.interface, id),
      frames: stations.at(-1)?.frames ?? 1,
    })
  }
  return stations
}

/** The first frame, which makes the sighting, and the later pieces that came by at the same point. */
function framesAt({ pieces }: Journey, { point }: Sighting): number {
  return pieces.reduce((count, piece) => count + (piece.point.index === point.index ? 1 : 0), 1)
}

function passageBetween(topology: Topology, from: InterfaceId | undefined, to: InterfaceId): Passage {
  if (from === undefined) return 'sent'
  if (!isOneNamespace(from, to)) return 'wire'
  return isRouted(topology, from, to) ? 'routed' : 'forwarded'
}

function inferredAfter(journey: Journey, index: number): InterfaceId[] {
  return journey.inferred.filter((hop) => hop.after === index).map((hop) => hop.interface)
}

/** Which leg of a stretch with unseen hops changes the header: the first that is routed, else the last. */
function rewritingLeg(topology: Topology, ids: readonly InterfaceId[]): number {
  for (let leg = 0; leg + 1 < ids.length; leg++) {
    if (isRouted(topology, ids[leg]!, ids[leg + 1]!)) return leg
  }
  return ids.length - 2
}

/** True when a packet between the two is forwarded by a namespace's IP stack and not by a wire or a bridge. */
function isRouted(topology: Topology, from: InterfaceId, to: InterfaceId): boolean {
  if (!isOneNamespace(from, to)) return false
  const [source, target] = [interfaceById(topology, from), interfaceById(topology, to)]
  if (source === null || target === null) return true
  const sourceBridge = source.kind === 'bridge' ? source.id : source.master
  const targetBridge = target.kind === 'bridge' ? target.id : target.master
  return sourceBridge === null || sourceBridge !== targetBridge
}

function isOneNamespace(a: InterfaceId, b: InterfaceId): boolean {
  return a.slice(0, a.lastIndexOf('/')) === b.slice(0, b.lastIndexOf('/'))
}

function nameOf(topology: Topology, id: InterfaceId): string {
  return interfaceById(topology, id)?.name ?? id.slice(id.lastIndexOf('/') + 1)
}
