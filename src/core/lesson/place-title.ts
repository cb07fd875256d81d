import type { InterfaceId, NamespaceId, Topology } from '../topology/topology'

/** What people call a namespace: the container's name, or the machine's for the host's own. */
export function namespaceTitle(topology: Topology, id: NamespaceId): string {
  const namespace = topology.namespaces.find((each) => each.id === id)
  if (namespace === undefined) return id
  if (namespace.kind !== 'host') return namespace.name
  return topology.machines.find((machine) => machine.id === namespace.machine)?.name ?? namespace.machine
}

/** What people call an interface: `eth0 (container1)`. */
export function placeTitle(topology: Topology, id: InterfaceId): string {
  const nic = topology.interfaces.find((each) => each.id === id)
  return nic === undefined ? id : `${nic.name} (${namespaceTitle(topology, nic.namespace)})`
}
