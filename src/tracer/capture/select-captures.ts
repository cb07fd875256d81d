import type { Interface, InterfaceId, Machine, Namespace, Topology } from '../../core/topology/topology'

/** One interface that can be captured on, with what its tool must know. */
export interface CaptureTarget {
  /** Same for the same interface of the same namespace; a restarted container's eth0 has another. */
  readonly key: string
  readonly machine: Machine
  readonly namespace: Namespace
  readonly interface: Interface
  readonly captureName: string
  /** Process whose network namespace is entered, null for the machine's own. */
  readonly pid: number | null
}

/**
 * The interfaces to capture on: the wanted ones, or all that are up except loopbacks. Interfaces of stopped containers
 * and of routers cannot be captured on.
 */
export function selectCaptures(topology: Topology, wanted: readonly InterfaceId[] | null): readonly CaptureTarget[] {
  const machines = new Map(topology.machines.map((machine) => [machine.id as string, machine]))
  const namespaces = new Map(topology.namespaces.map((namespace) => [namespace.id as string, namespace]))
  const targets: CaptureTarget[] = []
  for (const nif of topology.interfaces) {
    const namespace = namespaces.get(nif.namespace)
    const machine = namespace && machines.get(namespace.machine)
    if (!namespace || !machine || nif.captureName === null || machine.kind === 'lan') continue
    if (wanted === null ? nif.kind === 'loopback' || !nif.isUp : !wanted.includes(nif.id)) continue
    const pid = namespace.kind === 'container' ? (namespace.container?.pid ?? 0) : null
    if (pid === 0) continue
    const key = JSON.stringify([nif.id, pid, nif.index, nif.captureName])
    targets.push({ key, machine, namespace, interface: nif, captureName: nif.captureName, pid })
  }
  return targets
}
