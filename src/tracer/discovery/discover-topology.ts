import type { Machine, Topology } from '../../core/topology/topology'
import type { DockerAccess } from '../docker/docker-access'
import type { MachineAccess } from '../machines/machine-access'
import { connectMachines, inferRouters } from './connect-machines'
import { discoverLinux } from './discover-linux'
import { discoverWindows } from './discover-windows'
import type { TopologyPart } from './topology-part'
import type { WindowsMemory } from './windows-memory'

const lan: Machine = { id: 'lan', kind: 'lan', name: 'LAN', description: '', networkingMode: null }

/**
 * Reads the network of all machines at once. Whatever fails becomes a gap of the topology; only an aborted signal
 * rejects. No packet is sent. With a `memory` Windows is waited for only the first time.
 */
export async function discoverTopology(
  machines: readonly MachineAccess[],
  dockers: readonly DockerAccess[],
  signal?: AbortSignal,
  memory?: WindowsMemory,
): Promise<Topology> {
  const readWindows = memory === undefined ? discoverWindows : memory.part.bind(memory)
  const parts = await Promise.all(
    machines.map((machine) =>
      machine.kind === 'windows'
        ? readWindows(machine, signal)
        : discoverLinux(machine, dockers.find((docker) => docker.machine === machine.id) ?? null, signal),
    ),
  )
  const connections = connectMachines(parts)
  const routers = inferRouters(parts)
  return {
    version: 1,
    machines: [...parts.map(({ machine }) => machine), ...(routers.length > 0 ? [lan] : [])],
    namespaces: [...parts.flatMap((part) => part.namespaces), ...routers.map(({ namespace }) => namespace)],
    interfaces: [...parts.flatMap((part) => part.interfaces), ...routers.map((router) => router.interface)],
    wires: [...parts.flatMap((part) => part.wires), ...connections.wires, ...routers.flatMap(({ wires }) => wires)],
    routes: parts.flatMap((part) => part.routes),
    natRules: parts.flatMap((part) => part.natRules),
    networks: parts.flatMap((part) => part.networks),
    gaps: [...parts.flatMap((part) => part.gaps), ...connections.gaps],
    ...joinKnown(parts, 'filterRules'),
    ...joinKnown(parts, 'neighbours'),
    ...joinKnown(parts, 'settings'),
    ...joinKnown(parts, 'refusedRoutes'),
  }
}

/** A field of all parts that have it; absent when none has. */
function joinKnown<Key extends 'filterRules' | 'neighbours' | 'settings' | 'refusedRoutes'>(
  parts: readonly TopologyPart[],
  key: Key,
): Pick<Topology, Key> | Record<never, never> {
  const known = parts.flatMap((part) => (part[key] === undefined ? [] : [part[key]]))
  return known.length === 0 ? {} : { [key]: known.flat() }
}
