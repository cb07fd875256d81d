import type { Problem } from '../../contract/messages'
import type {
  DockerNetwork,
  Interface,
  FilterRule,
  KernelSetting,
  Machine,
  MachineId,
  Namespace,
  NatRule,
  Neighbour,
  RefusedRoute,
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
  /** Absent where they were not read. */
  readonly filterRules?: readonly FilterRule[]
  readonly neighbours?: readonly Neighbour[]
  readonly settings?: readonly KernelSetting[]
  readonly refusedRoutes?: readonly RefusedRoute[]
}

/** The part of a machine that could not be looked into at all. */
export function emptyPart(machine: Machine, gaps: readonly TopologyGap[]): TopologyPart {
  return { machine, namespaces: [], interfaces: [], wires: [], routes: [], natRules: [], networks: [], gaps }
}

/** What discovery may fail to learn: the screen has a sentence in Japanese for each. */
export type GapCode =
  | 'no-interfaces'
  | 'no-routes'
  | 'no-nat-rules'
  | 'no-networking-mode'
  | 'no-containers'
  | 'no-container-networks'
  | 'closed-containers'
  | 'no-adapters'
  | 'desktop-boundary'
  | 'nftables-boundary'
  | 'mirrored-boundary'
  | 'proxy-boundary'
  | 'networkless-boundary'
  | 'wsl1-boundary'
  | 'unknown-boundary'

/** What could not be learnt: `text` begins the English sentence. */
export interface Loss {
  readonly code: GapCode
  readonly text: string
}

/** Docker did not say which containers there are. */
export const noContainers: Loss = { code: 'no-containers', text: 'Containers are unknown' }

/** A gap for something that failed with an error: its sentence, and its command when it has one. */
export function gapOf(machine: MachineId, { code, text }: Loss, error: unknown): TopologyGap {
  const problem = (error as { problem?: Problem } | null)?.problem
  const reason = problem?.message ?? (error instanceof Error ? error.message : String(error))
  return {
    machine,
    reason: `${text}: ${reason}`,
    command: problem?.command ?? null,
    code,
    values: { reason, ...problem?.values, ...(problem && { cause: problem.code }) },
  }
}
