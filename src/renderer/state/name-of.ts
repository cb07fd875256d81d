import type { InterfaceId, MachineId, NamespaceId, Topology } from '../../core/topology/topology'

/** What people call a machine. */
export function machineName(topology: Topology, id: MachineId): string {
  return topology.machines.find((machine) => machine.id === id)?.name ?? id
}

/** What people call a namespace: the container's name, or the machine's for the host's own. */
export function namespaceName(topology: Topology, id: NamespaceId): string {
  const namespace = topology.namespaces.find((n) => n.id === id)
  if (namespace === undefined) return id
  return namespace.kind === 'host' ? machineName(topology, namespace.machine) : namespace.name
}

/** An interface's own name. */
export function interfaceName(topology: Topology, id: InterfaceId): string {
  return topology.interfaces.find((i) => i.id === id)?.name ?? id
}
