import type { CapturePoint } from '../../core/correlate/sighting'
import { interfaceOfPoint } from '../../core/playback/list-stations'
import type { Interface, Machine, Namespace, Topology } from '../../core/topology/topology'

/** The machine that stands for captures of which nobody knows where they were made. */
export const unknownMachine = 'unknown'

/**
 * The topology with a place for every capture point that it does not know, so that captures opened without a map can be
 * shown. Only what the points themselves say is added: no address and no wire.
 */
export function addCapturePoints(topology: Topology, points: readonly CapturePoint[]): Topology {
  const known = new Set(topology.interfaces.map(({ id }) => id))
  const machines = new Map<string, Machine>(topology.machines.map((each) => [each.id, each]))
  const namespaces = new Map<string, Namespace>(topology.namespaces.map((each) => [each.id, each]))
  const interfaces: Interface[] = []
  for (const point of points) {
    const id = interfaceOfPoint(point)
    if (known.has(id)) continue
    known.add(id)
    const machine = point.machine ?? unknownMachine
    const namespace = `${machine}/${point.namespace ?? 'host'}`
    if (!machines.has(machine)) machines.set(machine, describeMachine(machine))
    if (!namespaces.has(namespace)) namespaces.set(namespace, describeNamespace(namespace, machine, point.namespace))
    interfaces.push({
      id,
      namespace,
      name: point.interfaceName,
      kind: machine === unknownMachine ? 'router' : 'physical',
      index: point.index,
      mac: '',
      mtu: 0,
      addresses: [],
      master: null,
      isUp: true,
      captureName: null,
    })
  }
  if (interfaces.length === 0) return topology
  return {
    ...topology,
    machines: [...machines.values()],
    namespaces: [...namespaces.values()],
    interfaces: [...topology.interfaces, ...interfaces],
  }
}

function describeMachine(id: string): Machine {
  const kind = id.startsWith('wsl:') ? 'wsl' : id === 'windows' ? 'windows' : id === 'linux' ? 'linux' : 'lan'
  const name =
    kind === 'wsl' ? id.slice('wsl:'.length) : kind === 'windows' ? 'Windows' : kind === 'linux' ? 'Linux' : id
  return { id, kind, name, description: '', networkingMode: null }
}

function describeNamespace(id: string, machine: string, name: string | null): Namespace {
  return {
    id,
    machine,
    kind: name === null || name === 'host' ? 'host' : 'container',
    name: name ?? 'host',
    container: null,
  }
}
