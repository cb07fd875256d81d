import { indexTopology } from './index-topology'
import type { Namespace, NamespaceId, Topology } from './topology'

/** The namespace with that id, null when the topology has none. */
export function namespaceById(topology: Topology, id: NamespaceId): Namespace | null {
  return indexTopology(topology).namespaces.get(id) ?? null
}

/**
 * The namespace that a person means: its id, a container's name (also of one that uses another's namespace), a machine's
 * id or name (its host namespace), or at least four digits of a container's id. Null when nothing or more than one fits.
 */
export function findNamespace(topology: Topology, text: string): Namespace | null {
  const exact = namespaceById(topology, text)
  if (exact !== null) return exact
  const named = topology.namespaces.filter((namespace) => namespace.name === text)
  if (named.length === 1) return named[0]!
  const hosting = topology.namespaces.filter(({ guests }) => guests?.some(({ name }) => name === text) === true)
  if (named.length === 0 && hosting.length === 1) return hosting[0]!
  const machines = topology.machines.filter((machine) => machine.id === text || machine.name === text)
  if (machines.length === 1) {
    return topology.namespaces.find((each) => each.machine === machines[0]!.id && each.kind === 'host') ?? null
  }
  if (!/^[0-9a-f]{4,64}$/.test(text)) return null
  const byId = topology.namespaces.filter(({ container, guests = [] }) =>
    [container, ...guests].some((each) => each?.id.startsWith(text) === true),
  )
  return byId.length === 1 ? byId[0]! : null
}
