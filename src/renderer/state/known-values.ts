import type { KnownValues } from '../../core/filter/complete-filter'
import type { Journey } from '../../core/journey/journey'
import type { Topology } from '../../core/topology/topology'

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)].sort()

/** The newest packets say which addresses beyond the map there are. */
const asked = 300

/** The names and addresses of a map and of the newest packets, for the menus and the completion of a filter. */
export function knownValues({ machines, namespaces, interfaces }: Topology, journeys: readonly Journey[]): KnownValues {
  const seen = journeys
    .slice(-asked)
    .flatMap(({ sightings }) => sightings.flatMap(({ packet }) => [packet.source, packet.destination]))
    .filter((address) => address !== '')
  const addresses = unique([...interfaces.flatMap((nic) => nic.addresses.map(({ address }) => address)), ...seen])
  return {
    container: unique(namespaces.flatMap(({ kind, name }) => (kind === 'container' ? [name] : []))),
    machine: unique(machines.map(({ id }) => id)),
    via: unique(interfaces.map(({ name }) => name)),
    ip: addresses,
    from: addresses,
    to: addresses,
  }
}
