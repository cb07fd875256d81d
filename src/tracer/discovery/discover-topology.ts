import type { Machine, Topology } from '../../core/topology/topology'
import type { DockerAccess } from '../docker/docker-access'
import type { MachineAccess } from '../machines/machine-access'
import { connectMachines, inferRouters } from './connect-machines'
import { discoverLinux } from './discover-linux'
import { discoverWindows } from './discover-windows'
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
  const filterRules = joinKnown(parts.map((part) => part.filterRules))
  const neighbours = joinKnown(parts.map((part) => part.neighbours))
  const settings = joinKnown(parts.map((part) => part.settings))
  const refusedRoutes = joinKnown(parts.map((part) => part.refusedRoutes))
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
    ...(filterRules && { filterRules }),
    ...(neighbours && { neighbours }),
    ...(settings && { settings }),
    ...(refusedRoutes && { refusedRoutes }),
  }
}

/** What the parts that know it hold, joined; undefined when none knows. */
function joinKnown<Item>(lists: readonly (readonly Item[] | undefined)[]): readonly Item[] | undefined {
  const known = lists.filter((list) => list !== undefined)
  return known.length === 0 ? undefined : known.flat()
}
