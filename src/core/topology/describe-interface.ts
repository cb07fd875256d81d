import { interfaceById } from './find-interface'
import { namespaceById } from './find-namespace'
import type { InterfaceId, Topology } from './topology'

/** `docker0 (wsl:Ubuntu)`, `eth0 (wsl:Ubuntu, container1)`: what tells an interface from others of its name. */
export function describeInterface(topology: Topology, id: InterfaceId): string {
  const nic = interfaceById(topology, id)
  const namespace = nic && namespaceById(topology, nic.namespace)
  if (nic === null || namespace === null) return id
  const place = namespace.kind === 'host' ? namespace.machine : `${namespace.machine}, ${namespace.name}`
  return `${nic.name} (${place})`
}
