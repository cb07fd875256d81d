import { cidrContains } from './cidr'
import { indexTopology } from './index-topology'
import { parseAddress } from './parse-address'
import type { NamespaceId, Route, Topology } from './topology'

/**
 * The route that a namespace takes to an address: longest prefix, then lowest metric, through an interface that is up;
 * null when none fits or the destination is no address.
 */
export function chooseRoute(topology: Topology, namespace: NamespaceId, destination: string): Route | null {
  const address = parseAddress(destination)
  if (address === null) return null
  const index = indexTopology(topology)
  for (const { route, cidr } of index.routesOf.get(namespace) ?? []) {
    if (cidrContains(cidr, address) && index.interfaces.get(route.interface)?.isUp === true) return route
  }
  return null
}
