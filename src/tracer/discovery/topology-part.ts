import type {
  DockerNetwork,
  Interface,
  Machine,
  MachineId,
  Namespace,
  NatRule,
  Route,
  TopologyGap,
  Wire,
} from '../../core/topology/topology'

/** What one machine contributes to the topology. */
export interface TopologyPart {
  readonly machine: Machine
  readonly namespaces: readonly Namespace[]
  readonly interfaces: readonly Interface[]
  readonly wires: readonly Wire[]
  readonly routes: readonly Route[]
  readonly natRules: readonly NatRule[]
  readonly networks: readonly DockerNetwork[]
  readonly gaps: readonly TopologyGap[]
}

/** The part of a machine that could not be looked into at all. */
export function emptyPart(machine: Machine, gaps: readonly TopologyGap[]): TopologyPart {
  return { machine, namespaces: [], interfaces: [], wires: [], routes: [], natRules: [], networks: [], gaps }
}

/** A gap for something that failed with an error: its sentence, and its command when it has one. */
export function gapOf(machine: MachineId, what: string, error: unknown): TopologyGap {
  const problem = (error as { problem?: { message: string; command: string | null } } | null)?.problem
  const reason = problem?.message ?? (error instanceof Error ? error.message : String(error))
  return { machine, reason: `${what}: ${reason}`, command: problem?.command ?? null }
}
