import type { KnownValues } from '../../core/filter/complete-filter'
import type { Topology } from '../../core/topology/topology'

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)].sort()

/** The names and addresses of a map, for the completion of a filter. */
export function knownValues({ machines, namespaces, interfaces }: Topology): KnownValues {
  const addresses = unique(interfaces.flatMap((nic) => nic.addresses.map(({ address }) => address)))
  return {
    container: unique(namespaces.flatMap(({ kind, name }) => (kind === 'container' ? [name] : []))),
    machine: unique(machines.map(({ id }) => id)),
    via: unique(interfaces.map(({ name }) => name)),
    ip: addresses,
    from: addresses,
    to: addresses,
  }
}
