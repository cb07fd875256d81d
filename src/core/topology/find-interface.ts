import { indexTopology, normaliseAddress } from './index-topology'
import { findNamespace } from './find-namespace'
import type { Interface, InterfaceId, NamespaceId, Topology } from './topology'

/** The interface with that id, null when the topology has none. */
export function interfaceById(topology: Topology, id: InterfaceId): Interface | null {
  return indexTopology(topology).interfaces.get(id) ?? null
}

/** The interface of that name in a namespace, null when it has none. */
export function interfaceIn(topology: Topology, namespace: NamespaceId, name: string): Interface | null {
  return (
    indexTopology(topology)
      .interfacesOf.get(namespace)
      ?.find((nic) => nic.name === name) ?? null
  )
}

/**
 * The interface that a person means: its id, `<namespace>/<name>` (`container1/eth0`), or a name that only one
 * interface has. Null when nothing or more than one fits.
 */
export function findInterface(topology: Topology, text: string): Interface | null {
  const exact = interfaceById(topology, text)
  if (exact !== null) return exact
  // Interface names hold no slash on Linux or Windows; namespace ids do.
  const slash = text.lastIndexOf('/')
  if (slash !== -1) {
    const namespace = findNamespace(topology, text.slice(0, slash))
    return namespace && interfaceIn(topology, namespace.id, text.slice(slash + 1))
  }
  const named = topology.interfaces.filter((nic) => nic.name === text)
  return named.length === 1 ? named[0]! : null
}

/** The interfaces that hold an address: more than one when namespaces use the same private range. */
export function findInterfacesByAddress(topology: Topology, address: string): readonly Interface[] {
  return indexTopology(topology).interfacesByAddress.get(normaliseAddress(address)) ?? []
}
