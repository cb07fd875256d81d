import { findDivergence, type Divergence } from '../../core/journey/find-divergence'
import type { Journey } from '../../core/journey/journey'
import type { Topology } from '../../core/topology/topology'
import type { JourneyHistory } from './journey-history'

/** Where a packet left the way that the map foretells, null when it did not or nobody can tell. */
export function journeyDivergence(journey: Journey, history: JourneyHistory, topology: Topology): Divergence | null {
  // ARP and its like go where they are heard, not where a route leads.
  if (journey.protocol === 'arp') return null
  const first = history.ofExchange(journey.exchange)[0]
  const request = first === undefined || first.id === journey.id ? null : first.sightings
  return findDivergence(journey.sightings, request, topology)
}
