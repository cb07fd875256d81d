import * as v from 'valibot'
import type { Topology } from '../core/topology/topology'
import { describeIssue } from './describe-issue'
import { RequestError } from './messages'
import { describeProblem } from './problems'
import { topologySchema } from './schemas/topology-schema'

/**
 * The map of a `topology.json`, which may come from anywhere: shape and sizes are checked, ids are unique, and every id
 * that it names exists. Throws a `RequestError` of code `invalid-topology` that says where it is wrong.
 */
export function parseTopology(value: unknown): Topology {
  const parsed = v.safeParse(topologySchema, value)
  if (!parsed.success) throw invalidTopology(describeIssue(parsed.issues[0]))
  const topology = parsed.output
  const machines = collectIds('machines', topology.machines)
  const namespaces = collectIds('namespaces', topology.namespaces)
  const interfaces = collectIds('interfaces', topology.interfaces)
  requireIds('namespaces', 'machine', topology.namespaces, machines)
  requireIds('interfaces', 'namespace', topology.interfaces, namespaces)
  requireIds('interfaces', 'master', topology.interfaces, interfaces)
  for (const [index, { ends }] of topology.wires.entries()) {
    for (const [end, id] of ends.entries()) requireId(`wires[${index}].ends[${end}]`, id, interfaces)
  }
  requireIds('routes', 'namespace', topology.routes, namespaces)
  requireIds('routes', 'interface', topology.routes, interfaces)
  requireIds('natRules', 'namespace', topology.natRules, namespaces)
  requireIds('networks', 'machine', topology.networks, machines)
  requireIds('networks', 'bridge', topology.networks, interfaces)
  return topology
}

function collectIds(list: string, items: readonly { readonly id: string }[]): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const [index, { id }] of items.entries()) {
    if (ids.has(id)) throw invalidTopology(`${list}[${index}].id: ${id} is there twice`)
    ids.add(id)
  }
  return ids
}

function requireIds<Key extends string>(
  list: string,
  key: Key,
  items: readonly { readonly [Name in Key]: string | null }[],
  known: ReadonlySet<string>,
): void {
  for (const [index, item] of items.entries()) {
    const id: string | null = item[key]
    if (id !== null) requireId(`${list}[${index}].${key}`, id, known)
  }
}

function requireId(path: string, id: string, known: ReadonlySet<string>): void {
  if (!known.has(id)) throw invalidTopology(`${path}: there is no ${id}`)
}

function invalidTopology(reason: string): RequestError {
  return new RequestError(describeProblem('invalid-topology', `The topology is damaged at ${reason}.`, { reason }))
}
