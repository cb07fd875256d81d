import type { Journey } from '../core/journey/journey'
import type { Namespace, Topology } from '../core/topology/topology'

/** Picks the journeys of one ping out of everything that was captured. */
export interface PingTraffic {
  /** Takes the next settled journey; gives those that are now known to belong to the ping, in order of id. */
  add(journey: Journey): readonly Journey[]
}

/** Journeys that settled before the request that they belong to; more are forgotten. */
const maximumUnclaimed = 4096

/**
 * A `PingTraffic`: echo requests from the namespace's own interfaces to the target, and what shares an exchange with
 * them: replies, and the errors that quote them.
 */
export function createPingTraffic(topology: Topology, from: Namespace, target: () => string): PingTraffic {
  const nifs = topology.interfaces.filter((nif) => nif.namespace === from.id)
  const ids = new Set(nifs.map((nif) => nif.id as string))
  const addresses = new Set(nifs.flatMap((nif) => nif.addresses.map(({ address }) => address)))
  const exchanges = new Set<number>()
  let unclaimed: Journey[] = []

  const isRequest = ({ kind, sightings }: Journey): boolean => {
    const first = sightings[0]
    if (kind !== 'echo-request' || first === undefined || first.packet.destination !== target()) return false
    return ids.has(first.point.interface ?? '') || addresses.has(first.packet.source)
  }

  return {
    add: (journey) => {
      if (isRequest(journey)) exchanges.add(journey.exchange)
      if (!exchanges.has(journey.exchange)) {
        unclaimed.push(journey)
        if (unclaimed.length > maximumUnclaimed) unclaimed.shift()
        return []
      }
      const claimed = unclaimed.filter(({ exchange }) => exchange === journey.exchange)
      if (claimed.length > 0) unclaimed = unclaimed.filter(({ exchange }) => exchange !== journey.exchange)
      return [...claimed, journey].sort((a, b) => a.id - b.id)
    },
  }
}
