import { RequestError } from '../contract/messages'
import type { Namespace, Topology } from '../core/topology/topology'

const shortestIdPrefix = 4

/**
 * The namespace that a user names: a container by name or by the start of its id, the machine itself as `host` or by its
 * name, or any namespace by its whole id. Throws a `RequestError` that says why there is none.
 */
export function findOrigin(topology: Topology, name: string): Namespace {
  const wanted = name.trim()
  const candidates = topology.namespaces.filter(({ kind }) => kind !== 'router')
  const container = (namespace: Namespace): boolean =>
    wanted.length >= shortestIdPrefix && (namespace.container?.id.startsWith(wanted) ?? false)
  const machine = (namespace: Namespace): boolean => {
    const its = topology.machines.find(({ id }) => id === namespace.machine)
    return namespace.kind === 'host' && (its?.id === wanted || its?.name === wanted)
  }
  const found =
    candidates.find(({ id }) => id === wanted) ??
    candidates.find(({ kind, name: own }) => kind === 'container' && own === wanted) ??
    candidates.find(machine) ??
    candidates.find(({ machine: its, kind }) => wanted === 'host' && kind === 'host' && its !== 'windows') ??
    candidates.find(container)
  if (found !== undefined) return found
  throw new RequestError(explain(topology, candidates, wanted.slice(0, 128)))
}

function explain(topology: Topology, candidates: readonly Namespace[], name: string): RequestError['problem'] {
  const containers = candidates.filter(({ kind }) => kind === 'container').map((namespace) => namespace.name)
  const gap = topology.gaps.find(({ reason }) => /docker/i.test(reason)) ?? topology.gaps[0]
  if (containers.length === 0 && gap !== undefined) {
    return {
      code: 'no-docker',
      message: `The container "${name}" cannot be found: ${gap.reason}`,
      values: { container: name, reason: gap.reason },
      command: gap.command,
    }
  }
  const known = containers.length === 0 ? 'there is none' : `there are ${containers.slice(0, 12).join(', ')}`
  return {
    code: 'unknown-container',
    message: `There is no container "${name}" on this network; ${known}.`,
    values: { container: name },
    command: 'docker ps',
  }
}
